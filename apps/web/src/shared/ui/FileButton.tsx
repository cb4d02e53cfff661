import type { ReactNode } from 'react';
import classes from './FileButton.module.css';

interface FileButtonProps {
  /** Endings or types that the dialog offers; whatever is chosen, the server looks for itself. */
  accept?: string;
  multiple?: boolean;
  disabled: boolean;
  /** The name to assistive technology, where the words on the button do not say enough. */
  label?: string;
  quiet?: boolean;
  onFiles: (files: File[]) => void;
  children: ReactNode;
}

/** A button that opens the dialog for files. The same file can be chosen again. */
export function FileButton({
  accept,
  multiple = false,
  disabled,
  label,
  quiet = false,
  onFiles,
  children,
}: FileButtonProps) {
  return (
    <label className={classes.button} data-quiet={quiet || undefined}>
      <input
        type="file"
        accept={accept}
        multiple={multiple}
        className={classes.input}
        aria-label={label}
        disabled={disabled}
        onChange={(e) => {
          const files = [...(e.currentTarget.files ?? [])];
          e.currentTarget.value = '';
          if (files.length > 0) onFiles(files);
        }}
      />
      {children}
    </label>
  );
}
