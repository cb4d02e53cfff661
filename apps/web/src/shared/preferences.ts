import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Me, Preferences } from '#contract';
import { call } from './api';
import { currentLanguage, setLanguage, type Language } from './i18n';
import { switchSingleKeys } from './keys';
import { meQuery } from './queries';

/** What a person chose elsewhere holds on this computer too. */
export function followPreferences({ language, singleKeys }: Preferences): void {
  switchSingleKeys(singleKeys);
  if (language !== null && language !== currentLanguage()) void setLanguage(language);
}

/** Changes one's choices: shown at once, kept by the server. */
export function usePreferences() {
  const client = useQueryClient();
  const { mutate, error } = useMutation({
    mutationFn: (chosen: Preferences) => call<Preferences>('PUT', '/me/preferences', { body: chosen }),
    onMutate: (preferences) => {
      followPreferences(preferences);
      client.setQueryData<Me>(meQuery.queryKey, (me) => (me ? { ...me, preferences } : me));
    },
    onError: () => client.invalidateQueries({ queryKey: meQuery.queryKey }),
  });
  return {
    error,
    choose: (change: Partial<Preferences>): void => {
      const now = client.getQueryData<Me>(meQuery.queryKey)?.preferences;
      if (now) mutate({ ...now, ...change });
    },
  };
}

/** The other language, kept for whoever is signed in. */
export function useLanguageSwitch(): () => void {
  const { choose } = usePreferences();
  return () => {
    const next: Language = currentLanguage() === 'vi' ? 'en' : 'vi';
    void setLanguage(next);
    choose({ language: next });
  };
}
