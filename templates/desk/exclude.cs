<?cs include!'layout/desk.cs' ?><?cs include!'layout/fields.cs' ?><?cs call:desk_start() ?>
<div class="desk-narrow">
<p><a class="govuk-back-link" href="<?cs var:BackHref ?>"><?cs var:T.desk.exclusion.title ?></a></p>
<h1><?cs var:Page.Title ?></h1>
<p><a class="govuk-link" href="<?cs var:Rating.Href ?>"><?cs var:Rating.Ref ?></a> <?cs var:Rating.Name ?> · <?cs var:Rating.Level ?> · <?cs var:Rating.Day ?></p>
<p><?cs var:T.desk.exclusion.text ?></p>
<?cs if:Rating.Excluded ?><p><?cs var:t1("desk.exclusion.since", Rating.Excluded) ?></p>
<?cs /if ?><?cs if:WaitingHref ?><p><a class="govuk-link" href="<?cs var:WaitingHref ?>"><?cs var:T.desk.exclusion.waiting ?></a></p>
<?cs else ?><?cs call:form_start("exclude") ?>
<?cs if:Rating.Excluded ?><input type="hidden" name="include" value="1">
<?cs else ?><?cs call:field_radios("ground", T.desk.exclusion.ground_label, T.desk.exclusion.ground_hint, Grounds) ?>
<?cs /if ?><?cs call:field_textarea("reason", T.desk.exclusion.reason, T.desk.exclusion.hint) ?>
<div class="govuk-button-group"><?cs call:button(T.desk.exclusion.button) ?></div>
<?cs call:form_end() ?>
<?cs /if ?></div>
<?cs call:desk_end() ?>
