<?cs include!'layout/desk.cs' ?><?cs include!'layout/fields.cs' ?><?cs include!'desk/parts.cs' ?><?cs call:desk_start() ?>
<div class="desk-narrow">
<?cs call:desk_act_head() ?>
<p><?cs var:T.desk.transfer.text ?></p>
<?cs if:Asked ?><div class="govuk-inset-text"><?cs var:t1("clerk.asked", Asked) ?></div>
<?cs /if ?><?cs call:form_start("transfer") ?><?cs call:desk_version() ?><?cs call:desk_take() ?>
<?cs call:forward_changed() ?><fieldset class="govuk-fieldset" id="f-items"><legend class="govuk-fieldset__legend govuk-fieldset__legend--s"><?cs var:T.clerk.choose ?></legend>
<div class="govuk-form-group<?cs if:Form.F.items.Error ?> govuk-form-group--error<?cs /if ?>"><p class="govuk-hint"><?cs var:T.clerk.choose_hint ?></p>
<?cs if:Form.F.items.Error ?><p class="govuk-error-message" id="e-items"><span class="govuk-visually-hidden"><?cs var:T.layout.problem_mark ?></span> <?cs var:Form.F.items.Error ?></p>
<?cs /if ?><?cs if:subcount(Items) > #0 ?><ul class="desk-sentences"><?cs each:i = Items ?>
<li><label><input type="checkbox" name="<?cs var:i.Name ?>" value="1"<?cs if:i.Checked ?> checked<?cs /if ?>> <b><?cs var:i.Label ?></b><?cs if:i.Value ?> <span><?cs var:i.Value ?></span><?cs /if ?></label></li><?cs /each ?>
</ul><?cs else ?><p><?cs var:T.clerk.none_agreed ?></p><?cs /if ?></div></fieldset>
<?cs if:subcount(Closed) > #0 ?><details class="govuk-details"><summary class="govuk-details__summary"><span class="govuk-details__summary-text"><?cs var:T.clerk.closed ?></span></summary><div class="govuk-details__text"><p><?cs each:i = Closed ?><?cs if:!first(i) ?> · <?cs /if ?><?cs var:i.Label ?><?cs /each ?></p></div></details>
<?cs /if ?><p><a class="govuk-link" href="<?cs var:AskHref ?>"><?cs var:T.desk.step.ask_forward ?></a></p>
<div class="desk-columns"><?cs call:field_radios("department", T.desk.transfer.department, "", Departments) ?></div>
<?cs if:Handing ?><fieldset class="govuk-fieldset" id="handing"><legend class="govuk-fieldset__legend govuk-fieldset__legend--s"><?cs var:T.clerk.handing ?></legend><p class="govuk-hint"><?cs var:T.clerk.handing_text ?></p>
<?cs call:field_checkbox("handed", T.clerk.handed, "") ?>
<?cs call:field_text("handed_by", T.clerk.handed_by, "", "") ?>
<?cs call:field_date("on", T.clerk.handed_on, "") ?>
<?cs call:field_textarea("handed_how", T.clerk.handed_how, T.clerk.handed_how_hint) ?></fieldset>
<?cs /if ?><?cs call:field_textarea("note", T.clerk.note, T.clerk.note_hint) ?>
<h3 class="govuk-heading-s"><?cs var:T.desk.transfer.reason ?></h3>
<?cs call:desk_ready(Ready) ?>
<?cs call:field_textarea("reason", T.desk.reason, T.desk.reason_hint) ?>
<?cs call:desk_chinese() ?><div class="govuk-button-group"><?cs call:button(T.desk.transfer.button) ?><?cs call:desk_edit(Ready) ?> <a class="govuk-link" href="<?cs var:Matter.Href ?>"><?cs var:T.desk.cancel ?></a></div>
<?cs call:form_end() ?>
</div>
<?cs call:desk_end() ?>
