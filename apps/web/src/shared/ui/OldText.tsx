import { lazy, Suspense } from 'react';

const Offer = lazy(() => import('./OldTextOffer'));

interface OldTextProps {
  value: string;
  /** Takes the text in Unicode, when the person agrees. */
  onConvert: (text: string) => void;
}

/** Below a text box: offers to convert what was pasted from a font before Unicode. The tables come only when a sign calls for them. */
export function OldText({ value, onConvert }: OldTextProps) {
  return (
    <div role="status">
      {/[\u00a1-\u00ff]/.test(value) ? (
        <Suspense fallback={null}>
          <Offer value={value} onConvert={onConvert} />
        </Suspense>
      ) : null}
    </div>
  );
}
