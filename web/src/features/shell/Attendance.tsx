import { useEffect } from 'react';
import { watchActivity } from '@/data/activity';
import { may } from '@/data/session';
import { IdleNotice } from './IdleNotice';
import { OfferCards } from './OfferCards';

/** What comes and goes over whatever is on screen: what rings, and whether somebody is there. */
export default function Attendance() {
  useEffect(watchActivity, []);
  return (
    <>
      <IdleNotice />
      {may('conversations.reply') ? <OfferCards /> : null}
    </>
  );
}
