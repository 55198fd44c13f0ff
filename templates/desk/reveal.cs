<?cs include!'layout/desk.cs' ?><?cs include!'layout/fields.cs' ?><?cs include!'desk/parts.cs' ?><?cs call:desk_start() ?>
<div class="desk-narrow">
<?cs call:desk_act_head() ?>
<p><?cs var:T.desk.reveal.text ?></p>
<?cs call:form_start("reveal") ?>
<?cs call:field_radios("reason", T.desk.reveal.why, T.desk.reveal.why_hint, Reveals) ?>
<div class="govuk-button-group"><?cs call:button(T.desk.reveal.button) ?> <a class="govuk-link" href="<?cs var:Matter.Href ?>"><?cs var:T.desk.cancel ?></a></div>
<?cs call:form_end() ?>
</div>
<?cs call:desk_end() ?>
