/* SPDX-License-Identifier: AGPL-3.0-or-later */
/* The dictionary's fields, and a formality's own changes to one. */
#include <string.h>

#include "base/country.h"
#include "base/memory.h"
#include "service/dictionary_part.h"

#define MOST_TEXT 4000		/* code points in one answer */
#define MOST_NUMBER 1000000000

static const char *const reuses[FIELD_REUSES] = {
	[REUSE_NO] = "no", [REUSE_PERSON] = "person", [REUSE_HOME] = "home", [REUSE_STAY] = "stay",
	[REUSE_POST] = "post", [REUSE_AGENT] = "agent", [REUSE_HOST] = "host", [REUSE_CHILD] = "child",
	[REUSE_DECEASED] = "deceased", [REUSE_VEHICLE] = "vehicle", [REUSE_COMPANY] = "company",
	[REUSE_CARD] = "card", [REUSE_HOUSE] = "house", [REUSE_ETHNICITY] = "ethnicity",
};

const char *
field_reuse_word(enum field_reuse reuse)
{
	return reuses[reuse];
}

/* The names of both enums live in field.c; here they only become an error with a key. */
static void
read_type(struct sheet *s, struct sheet_node n, struct field_rule *rule)
{
	const char *word = sheet_needed(s, n, "Type");

	rule->type = field_type_of(word);
	if (rule->type == FIELD_TYPES)
		sheet_wrong(s, sheet_at(s, n, "Type").path, "no such field type: %s", word);
}

static void
read_range(struct sheet *s, struct sheet_node n, struct field_rule *rule)
{
	const char *word = sheet_text(s, n, "Range");

	if (!word)
		return;
	rule->range = field_range_of(word);
	if (rule->range == FIELD_RANGES)
		sheet_wrong(s, sheet_at(s, n, "Range").path, "no such range: %s", word);
	else if (rule->type != FIELD_DATE && rule->type != FIELD_DATETIME
	    && rule->type != FIELD_NUMBER)
		sheet_wrong(s, sheet_at(s, n, "Range").path, "only for a date or a year");
}

static void
read_bounds(struct sheet *s, struct sheet_node n, struct field_rule *rule)
{
	bool is_number = rule->type == FIELD_NUMBER;
	int most = is_number ? MOST_NUMBER : MOST_TEXT;
	int least_now = is_number ? (int)rule->number_least : rule->least;
	int most_now = is_number ? (int)rule->number_most : rule->most;

	sheet_number(s, n, "Least", 0, most, &least_now);
	sheet_number(s, n, "Most", 1, most, &most_now);
	if (most_now && least_now > most_now)
		sheet_wrong(s, sheet_at(s, n, "Least").path, "more than Most");
	if (is_number) {
		rule->number_least = least_now;
		rule->number_most = most_now;
	} else {
		rule->least = least_now;
		rule->most = most_now;
	}
}

static void
read_bound(struct sheet *s, struct sheet_node n, const char *key, const struct field_rule *rule,
    struct field_bound *out)
{
	const char *word = sheet_text(s, n, key);

	if (word && rule->type != FIELD_DATE && rule->type != FIELD_DATETIME && rule->type != FIELD_IDNO)
		sheet_wrong(s, sheet_at(s, n, key).path, "only for a date or an identity number");
	else if (word && !field_bound_read(word, out))
		sheet_wrong(s, sheet_at(s, n, key).path, "like -1y, +90d, +6m or 1900-01-01: %s", word);
}

/* What the answer to another field has to be for this one to be right. */
static void
read_others(struct sheet *s, struct sheet_node n, struct field_entry *entry)
{
	struct sheet_node since = sheet_at(s, n, "Since");
	const char *other = sheet_text(s, n, "Unlike");

	if (other)
		entry->unlike = other;
	if ((other = sheet_text(s, n, "Like")))
		entry->like = strcmp(other, "no") == 0 ? NULL : other;
	if (!since.t)
		return;
	entry->since = sheet_needed(s, since, "Field");
	sheet_needed(s, since, "Years");
	sheet_number(s, since, "Years", 0, 100, &entry->since_years);
	if (entry->rule.type != FIELD_DATE)
		sheet_wrong(s, since.path, "only for a date");
}

static void
read_links(struct sheet *s, struct sheet_node n, struct field_entry *entry)
{
	struct sheet_node within = sheet_at(s, n, "Within"), needed = sheet_at(s, n, "Needed");
	const char *other;

	if ((other = sheet_text(s, n, "After")))
		entry->after = other;
	if ((other = sheet_text(s, n, "Either")))
		entry->either = other;
	if (within.t) {
		entry->within = sheet_needed(s, within, "Field");
		sheet_needed(s, within, "Years");
		sheet_number(s, within, "Years", 1, 100, &entry->within_years);
	}
	if (needed.t) {
		entry->needed_with = sheet_needed(s, needed, "Field");
		entry->needed_value = sheet_needed(s, needed, "Value");
	}
}

int
field_reuse_read(struct sheet *s, struct sheet_node n)
{
	return sheet_word(s, n, "Reuse", reuses, FIELD_REUSES);
}

static void
read_reuse(struct sheet *s, struct sheet_node n, struct field_entry *entry)
{
	int word = field_reuse_read(s, n);

	if (word >= 0)
		entry->reuse = (enum field_reuse)word;
	if (entry->reuse != REUSE_NO && entry->rule.is_agreement)
		sheet_wrong(s, sheet_at(s, n, "Reuse").path, "nobody agrees for another matter");
	dictionary_read_also(s, sheet_at(s, n, "Also"), &entry->also, &entry->also_count);
	if (sheet_at(s, n, "Also").t && entry->reuse == REUSE_NO)
		sheet_wrong(s, sheet_at(s, n, "Also").path, "for a field with Reuse");
}

/* Other = child: with this answer the matter is another person's; Bearer = 1: what is that person's then. */
static void
read_other(struct sheet *s, struct sheet_node n, struct field_entry *entry)
{
	const char *other = sheet_text(s, n, "Other");
	bool is_one = text_same(other, "*") && entry->rule.type != FIELD_SELECT;

	for (size_t i = 0; other && i < entry->rule.option_count; i++)
		is_one |= strcmp(entry->rule.options[i], other) == 0;
	if (other && !is_one)
		sheet_wrong(s, sheet_at(s, n, "Other").path, "none of its options, or * for what is typed");
	if (other)
		entry->other = other;
	sheet_flag(s, n, "Bearer", &entry->is_bearers);
	if (entry->is_bearers && entry->reuse == REUSE_NO)
		sheet_wrong(s, sheet_at(s, n, "Bearer").path, "for a field with Reuse");
}

/* What a text, or a moment, has to be like. */
static void
read_form(struct sheet *s, struct sheet_node n, struct field_rule *rule)
{
	const char *form = sheet_text(s, n, "Form");

	if (form)
		rule->form = form;
	sheet_flag(s, n, "Recipient", &rule->is_recipient);
	sheet_flag(s, n, "OfficeHours", &rule->is_office_hours);
	if (form && (rule->type != FIELD_TEXT || strlen(form) > FORM_MOST))
		sheet_wrong(s, sheet_at(s, n, "Form").path, "for a text, and %d characters at most",
		    FORM_MOST);
	if (rule->is_recipient && rule->type != FIELD_TEXT)
		sheet_wrong(s, sheet_at(s, n, "Recipient").path, "for a text");
	if (rule->is_office_hours && rule->type != FIELD_DATETIME)
		sheet_wrong(s, sheet_at(s, n, "OfficeHours").path, "for a date and time");
}

/* Except = CN, and of what From, Until and Except refuse: Instead = hukou-birth-home. */
static void
read_refused(struct sheet *s, struct sheet_node n, struct field_entry *entry)
{
	const char *except = sheet_text(s, n, "Except"), *instead = sheet_text(s, n, "Instead");

	if (except)
		entry->rule.except = except;
	if (instead)
		entry->instead = instead;
	if (except && (entry->rule.type != FIELD_COUNTRY || !country_find(except)))
		sheet_wrong(s, sheet_at(s, n, "Except").path, "a country, and only for one");
	if (instead && !entry->rule.from.unit && !entry->rule.until.unit && !entry->rule.except)
		sheet_wrong(s, sheet_at(s, n, "Instead").path,
		    "nothing is refused: no From, Until or Except");
}

/* Everything but Type and Options. */
static void
read_rules(struct sheet *s, struct sheet_node n, struct field_entry *entry)
{
	struct field_rule *rule = &entry->rule;
	const char *country = sheet_text(s, n, "Country");

	if (country)
		rule->country = country;
	sheet_flag(s, n, "Optional", &rule->is_optional);
	sheet_flag(s, n, "Partial", &rule->is_partial);
	sheet_flag(s, n, "FormOnly", &rule->is_form_only);
	sheet_flag(s, n, "NewName", &rule->is_new_name);
	sheet_flag(s, n, "Agreement", &rule->is_agreement);
	read_form(s, n, rule);
	read_range(s, n, rule);
	read_bounds(s, n, rule);
	read_bound(s, n, "From", rule, &rule->from);
	read_bound(s, n, "Until", rule, &rule->until);
	read_refused(s, n, entry);
	read_others(s, n, entry);
	read_links(s, n, entry);
	read_reuse(s, n, entry);
	read_other(s, n, entry);
}

static void
read_options(struct sheet *s, struct sheet_node n, struct field_entry *entry)
{
	struct sheet_node options = sheet_at(s, n, "Options");
	size_t count = sheet_count(options), i = 0;
	const char **values;

	if ((count > 0) != (entry->rule.type == FIELD_SELECT))
		sheet_wrong(s, options.path, "for a select, and for a select only");
	if (count == 0)
		return;
	values = pool_zero(s->pool, count * sizeof *values);
	entry->options = pool_zero(s->pool, count * sizeof *entry->options);
	for (struct sheet_node o = sheet_first(s, options); o.t; o = sheet_next(s, o), i++) {
		values[i] = sheet_code(s, o);
		sheet_local_needed(s, o, &entry->options[i]);
	}
	entry->rule.options = values;
	entry->rule.option_count = count;
}

void
dictionary_read_field(struct sheet *s, struct sheet_node n, struct field_entry *entry)
{
	entry->code = pool_string(s->pool, sheet_name(n));
	read_type(s, n, &entry->rule);
	if (entry->rule.type == FIELD_TEXT)
		entry->rule.most = 120;
	if (entry->rule.type == FIELD_TEXTAREA)
		entry->rule.most = 1000;
	sheet_local_needed(s, sheet_at(s, n, "Label"), &entry->label);
	sheet_local(s, sheet_at(s, n, "Hint"), &entry->hint);
	read_options(s, n, entry);
	read_rules(s, n, entry);
}

void
dictionary_narrow(struct sheet *s, const char *path, struct field_entry *entry,
    const char *const words[], size_t count)
{
	const char **values = pool_zero(s->pool, (count + 1) * sizeof *values);
	struct local *labels = pool_zero(s->pool, (count + 1) * sizeof *labels);
	size_t kept = 0;

	for (size_t i = 0; i < entry->rule.option_count; i++)
		for (size_t j = 0; j < count; j++)
			if (kept < count && strcmp(entry->rule.options[i], words[j]) == 0) {
				values[kept] = entry->rule.options[i];
				labels[kept++] = entry->options[i];
			}
	if (kept != count)
		sheet_wrong(s, path, "not among the options of %s", entry->code);
	entry->rule.options = values;
	entry->rule.option_count = kept;
	entry->options = labels;
}

/* Only { 0 = lost  1 = damaged } */
static void
read_only(struct sheet *s, struct sheet_node list, struct field_entry *entry)
{
	const char **words = pool_zero(s->scratch, (sheet_count(list) + 1) * sizeof *words);
	size_t count = 0;

	for (struct sheet_node n = sheet_first(s, list); n.t; n = sheet_next(s, n))
		if ((words[count] = sheet_value(s, n)))
			count++;
	if (list.t)
		dictionary_narrow(s, list.path, entry, words, count);
}

void
dictionary_change_field(struct sheet *s, struct sheet_node n, struct field_entry *entry)
{
	struct sheet_node label = sheet_at(s, n, "Label"), hint = sheet_at(s, n, "Hint");

	if (label.t)
		sheet_local_needed(s, label, &entry->label);
	if (hint.t)
		sheet_local_needed(s, hint, &entry->hint);
	read_only(s, sheet_at(s, n, "Only"), entry);
	read_rules(s, n, entry);
}

void
dictionary_check_fields_also(struct sheet *s, const struct dictionary *d, const struct field_entry *entry)
{
	for (size_t i = 0; i < entry->also_count; i++) {
		const struct field_entry *other = dictionary_field(d, entry->also[i]);

		if (!other || other->reuse != entry->reuse || other->rule.type != entry->rule.type)
			sheet_wrong(s, pool_format(s->scratch, "Field.%s.Also", entry->code),
			    "not of the same kind: %s", entry->also[i]);
	}
}
