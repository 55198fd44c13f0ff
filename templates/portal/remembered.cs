<?cs include!'layout/portal.cs' ?><?cs include!'layout/parts.cs' ?><?cs include!'layout/fields.cs' ?><?cs call:page_start() ?>
<h1 class="govuk-heading-l"><?cs var:Page.Title ?></h1>
<p class="govuk-body"><?cs var:T.remembered.about ?></p>
<?cs call:form_start("remembered") ?>
<?cs if:subcount(Sets) > #0 ?><?cs each:s = Sets ?><h2 class="govuk-heading-s"><?cs var:s.Name ?></h2>
<dl class="govuk-summary-list"><?cs each:a = s.Answers ?><div class="govuk-summary-list__row"><dt class="govuk-summary-list__key"><?cs var:a.Label ?></dt><dd class="govuk-summary-list__value"><?cs var:a.Value ?><div class="govuk-hint"><?cs var:a.From ?></div></dd><dd class="govuk-summary-list__actions"><button class="qiao-link" type="submit" name="key" value="<?cs var:a.Key ?>"><?cs var:T.remembered.forget ?><span class="govuk-visually-hidden"> <?cs var:a.Label ?></span></button></dd></div><?cs /each ?></dl><?cs /each ?>
<button class="govuk-button govuk-button--warning" type="submit" name="what" value="all"><?cs var:T.remembered.forget_all ?></button><?cs elif:Off ?><p class="govuk-body"><b><?cs var:T.remembered.is_off ?></b></p><?cs else ?><p class="govuk-body"><?cs var:T.remembered.none ?></p><?cs /if ?>
<h2 class="govuk-heading-m"><?cs var:T.remembered.turn_title ?></h2>
<?cs if:Off ?><p class="govuk-body"><?cs var:T.remembered.on_text ?></p>
<?cs call:button_named(T.remembered.on, "what", "on", "secondary") ?><?cs else ?><p class="govuk-body"><?cs var:T.remembered.off_text ?></p>
<?cs call:button_named(T.remembered.off, "what", "off", "secondary") ?><?cs /if ?>
<?cs call:form_end() ?>
<p class="qiao-quiet"><?cs var:T.remembered.note ?></p>
<?cs call:page_end() ?>
