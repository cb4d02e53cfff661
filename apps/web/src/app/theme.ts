import {
  Button,
  Checkbox,
  Input,
  InputWrapper,
  Modal,
  NativeSelect,
  PasswordInput,
  Radio,
  Tabs,
  Textarea,
  TextInput,
  createTheme,
} from '@mantine/core';

/** Touch targets are at least 44 px high. */
const target = '2.75rem';
const field = { defaultProps: { size: 'md' }, vars: () => ({ wrapper: { '--input-height': target } }) };

export const theme = createTheme({
  fontFamily: '"Be Vietnam Pro", "Segoe UI", system-ui, sans-serif',
  headings: { fontFamily: '"Be Vietnam Pro", "Segoe UI", system-ui, sans-serif', fontWeight: '600' },
  primaryColor: 'blue',
  primaryShade: 8,
  defaultRadius: 'md',
  cursorType: 'pointer',
  components: {
    Button: Button.extend({ defaultProps: { size: 'md' }, vars: () => ({ root: { '--button-height': target } }) }),
    Input: Input.extend({ defaultProps: { size: 'md' }, vars: () => ({ wrapper: { '--input-height': target } }) }),
    InputWrapper: InputWrapper.extend({ styles: { label: { marginBottom: 4, fontWeight: 600 } } }),
    Tabs: Tabs.extend({ styles: { tab: { minHeight: target, fontSize: '1rem', padding: '0 14px' } } }),
    TextInput: TextInput.extend(field),
    NativeSelect: NativeSelect.extend(field),
    PasswordInput: PasswordInput.extend({
      defaultProps: { size: 'md', rightSectionWidth: 46 },
      styles: { visibilityToggle: { width: 42, height: 42 } },
    }),
    Textarea: Textarea.extend({ defaultProps: { size: 'md' } }),
    Checkbox: Checkbox.extend({ defaultProps: { size: 'md' } }),
    Radio: Radio.extend({ defaultProps: { size: 'md' } }),
    Modal: Modal.extend({
      defaultProps: { centered: true, radius: 'md', transitionProps: { duration: 0 } },
      styles: { title: { fontWeight: 600, fontSize: '1.125rem' }, close: { width: 44, height: 44 } },
    }),
  },
});
