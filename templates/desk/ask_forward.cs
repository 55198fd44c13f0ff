<?cs include!'layout/desk.cs' ?><?cs include!'layout/fields.cs' ?><?cs include!'desk/parts.cs' ?><?cs call:desk_start() ?>
<div class="desk-narrow">
<?cs call:desk_act_head() ?>
<p><?cs var:T.clerk.ask_text ?></p>
<?cs call:form_start("ask-forward") ?><?cs call:desk_version() ?><?cs call:desk_take() ?>
<?cs call:forward_changed() ?><fieldset class="govuk-fieldset" id="f-items"><legend class="govuk-fieldset__legend govuk-fieldset__legend--s"><?cs var:T.clerk.ask_items ?></legend>
<div class="govuk-form-group<?cs if:Form.F.items.Error ?> govuk-form-group--error<?cs /if ?>"><?cs if:Form.F.items.Error ?><p class="govuk-error-message" id="e-items"><span class="govuk-visually-hidden"><?cs var:T.layout.problem_mark ?></span> <?cs var:Form.F.items.Error ?></p>
<?cs /if ?><ul class="desk-sentences"><?cs each:i = Items ?>
<li><label><input type="checkbox" name="<?cs var:i.Name ?>" value="1"<?cs if:i.Checked ?> checked<?cs /if ?>> <b><?cs var:i.Label ?></b><?cs if:i.Value ?> <span><?cs var:i.Value ?></span><?cs /if ?></label></li><?cs /each ?>
</ul></div></fieldset>
<?cs call:field_radios("department", T.desk.transfer.department, "", Departments) ?>
<?cs call:field_textarea("reason", T.clerk.ask_reason, "") ?>
<?cs call:desk_chinese() ?><div class="govuk-button-group"><?cs call:button(T.clerk.ask_button) ?> <a class="govuk-link" href="<?cs var:Matter.Href ?>"><?cs var:T.desk.cancel ?></a></div>
<?cs call:form_end() ?>
</div>
<?cs call:desk_end() ?>
