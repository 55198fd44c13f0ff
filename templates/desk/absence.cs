<?cs include!'layout/desk.cs' ?><?cs include!'layout/fields.cs' ?><?cs call:desk_start() ?><?cs

def:absence_day(name, label) ?><?cs call:field_group(name) ?>
<?cs call:field_label(name, label) ?><?cs call:field_notes(name, "") ?>
<input class="govuk-input govuk-input--width-10<?cs call:field_fix(name, "govuk-input--error") ?>" id="f-<?cs var:name ?>" name="<?cs var:name ?>" type="date" min="<?cs var:Today ?>"<?cs call:field_max(name) ?><?cs call:field_state(name, "") ?> value="<?cs var:Form.F[name].Value ?>"></div><?cs /def ?>
<div class="desk-wide">
<h1><?cs var:Page.Title ?></h1>
<p class="qiao-quiet"><?cs var:T.desk.absence.text ?></p>
<?cs if:subcount(Units) > #0 ?><nav class="desk-filters" aria-label="<?cs var:T.desk.units ?>"><?cs each:u = Units ?><a href="<?cs var:u.Href ?>"<?cs if:u.Here ?> aria-current="true"<?cs /if ?>><?cs var:u.Name ?></a><?cs /each ?></nav>
<?cs /if ?><?cs if:subcount(Absences) > #0 ?><table class="qiao-table desk-rows"><thead><tr><th scope="col"><?cs var:T.desk.absence.officer ?></th><th scope="col"><?cs var:T.desk.absence.since ?></th><th scope="col"><?cs var:T.desk.absence.until_column ?></th><th scope="col"><?cs var:T.desk.absence.matters ?></th><th scope="col"><span class="govuk-visually-hidden"><?cs var:T.desk.absence.end ?></span></th></tr></thead><tbody>
<?cs each:a = Absences ?><tr><td class="desk-name"><?cs var:a.Officer ?><?cs if:a.Now ?> <span class="desk-due is-soon"><?cs var:T.desk.absence.mark ?></span><?cs /if ?><?cs if:a.By ?><br><span class="qiao-quiet"><?cs var:t1("desk.absence.by", a.By) ?></span><?cs /if ?></td><td data-label="<?cs var:T.desk.absence.since ?>"><time datetime="<?cs var:a.SinceIso ?>"><?cs var:a.Since ?></time></td><td data-label="<?cs var:T.desk.absence.until_column ?>"><time datetime="<?cs var:a.UntilIso ?>"><?cs var:a.Until ?></time></td><td data-label="<?cs var:T.desk.absence.matters ?>"><?cs if:a.ReassignHref ?><a class="govuk-link" href="<?cs var:a.ReassignHref ?>"><?cs var:t1("desk.absence.reassign", a.Holds) ?></a><?cs elif:a.Holds ?><?cs var:a.Holds ?><?cs else ?>–<?cs /if ?></td><td><?cs if:a.CanEnd ?><form id="end-<?cs var:a.Id ?>" method="post" action="<?cs var:Form.Action ?>"><?cs call:form_hidden() ?><?cs if:Unit.Id ?><input type="hidden" name="unit" value="<?cs var:Unit.Id ?>"><?cs /if ?><button class="desk-claim" type="submit" name="end" value="<?cs var:a.Id ?>"><?cs var:T.desk.absence.end ?></button></form><?cs /if ?></td></tr>
<?cs /each ?></tbody></table>
<?cs else ?><p><?cs var:T.desk.absence.nobody ?></p>
<?cs /if ?><h2 class="govuk-heading-m"><?cs if:subcount(Officers) > #0 ?><?cs var:T.desk.absence.add ?><?cs else ?><?cs var:T.desk.absence.add_own ?><?cs /if ?></h2>
<?cs call:form_start("absence") ?><?cs if:Unit.Id ?><input type="hidden" name="unit" value="<?cs var:Unit.Id ?>"><?cs /if ?>
<?cs if:subcount(Officers) > #0 ?><?cs call:field_select("officer", T.desk.absence.officer, "", Officers) ?>
<?cs /if ?><?cs call:absence_day("since", T.desk.absence.since) ?>
<?cs call:absence_day("until", T.desk.absence.until_column) ?>
<div class="govuk-button-group desk-more"><?cs call:button(T.desk.absence.button) ?> <a class="govuk-link" href="<?cs var:Url.home ?>"><?cs var:T.desk.error_home ?></a></div>
<?cs call:form_end() ?>
</div>
<?cs call:desk_end() ?>
