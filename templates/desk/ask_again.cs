<?cs include!'layout/desk.cs' ?><?cs include!'layout/fields.cs' ?><?cs include!'desk/parts.cs' ?><?cs call:desk_start() ?>
<div class="desk-narrow">
<?cs call:desk_act_head() ?>
<?cs call:desk_transfer() ?>
<p><?cs var:T.clerk.again_text ?></p>
<?cs call:form_start("ask-again") ?><?cs call:desk_version() ?><?cs call:desk_take() ?>
<?cs call:field_textarea("reason", T.clerk.again_words, "") ?>
<div class="govuk-button-group"><?cs call:button(T.clerk.again_button) ?> <a class="govuk-link" href="<?cs var:Matter.Href ?>"><?cs var:T.desk.cancel ?></a></div>
<?cs call:form_end() ?>
</div>
<?cs call:desk_end() ?>
