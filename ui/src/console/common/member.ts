import type { components } from '../../api/schema';
import { UNKNOWN } from '../../format/formats';

type Member = Pick<
  components['schemas']['Member'],
  'first_name' | 'middle_name' | 'last_name' | 'phone' | 'email' | 'id'
>;

/** How a member is called in lists: the name, else a way to reach them, else the id. */
export function memberName(member: Partial<Member>): string {
  const name = [member.first_name, member.middle_name, member.last_name].filter(Boolean).join(' ');
  return name || member.phone || member.email || member.id || UNKNOWN;
}
