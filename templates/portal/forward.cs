<?cs include!'layout/portal.cs' ?><?cs include!'layout/parts.cs' ?><?cs include!'layout/fields.cs' ?><?cs include!'layout/forward.cs' ?><?cs call:page_start() ?>
<p class="qiao-quiet"><?cs var:Of ?></p>
<h1 class="govuk-heading-l"><?cs var:Page.Title ?></h1>
<p class="govuk-body"><?cs var:t1("forward.text", Department) ?></p>
<?cs if:Why ?><h2 class="govuk-heading-s"><?cs var:T.forward.why ?></h2>
<p class="govuk-body qiao-lines"><?cs call:written(Why) ?></p>
<?cs /if ?><?cs if:AgreedOn ?><div class="govuk-inset-text"><p><?cs var:t1("forward.again", AgreedOn) ?></p></div>
<?cs /if ?><?cs call:forward_items(Items) ?>
<p class="govuk-body"><?cs var:T.forward.nothing_else ?></p>
<?cs call:form_start("forward") ?><input type="hidden" name="shown" value="<?cs var:Shown ?>">
<div id="f-agree" class="govuk-button-group"><button class="govuk-button" type="submit" name="agree" value="yes"><?cs var:T.forward.yes ?></button> <button class="govuk-button govuk-button--secondary" type="submit" name="agree" value="no"><?cs var:T.forward.no ?></button></div>
<?cs call:form_end() ?>
<?cs call:page_end() ?>
