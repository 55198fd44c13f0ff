<?cs include!'layout/desk.cs' ?><?cs include!'layout/fields.cs' ?><?cs include!'desk/parts.cs' ?><?cs call:desk_start() ?>
<div class="desk-narrow">
<?cs call:desk_act_head() ?>
<p><?cs var:T.desk.notes.text ?></p>
<?cs if:subcount(Notes) > #0 ?><section class="qiao-card"><ul class="qiao-rows"><?cs each:n = Notes ?><?cs call:desk_note(n) ?><?cs /each ?></ul></section>
<?cs /if ?><?cs call:form_start("note") ?>
<?cs call:field_textarea("words", T.desk.notes.new, "") ?>
<div class="govuk-button-group"><?cs call:button(T.desk.notes.button) ?> <a class="govuk-link" href="<?cs var:Matter.Href ?>"><?cs var:T.desk.back_to_matter ?></a></div>
<?cs call:form_end() ?>
</div>
<?cs call:desk_end() ?>
