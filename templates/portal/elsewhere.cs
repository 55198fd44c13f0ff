<?cs include!'layout/portal.cs' ?><?cs include!'layout/parts.cs' ?><?cs call:page_start() ?>
<h1 class="govuk-heading-l"><?cs var:Page.Title ?></h1>
<p class="govuk-body"><?cs var:T.elsewhere.why ?></p>
<p class="govuk-body"><?cs var:T.elsewhere.unsaved ?></p>
<h2 class="govuk-heading-m"><?cs var:T.elsewhere.menu_title ?></h2>
<p class="govuk-body"><?cs var:T.elsewhere.menu ?></p>
<h2 class="govuk-heading-m"><label for="address"><?cs var:T.elsewhere.copy_title ?></label></h2>
<p class="govuk-body"><?cs var:T.elsewhere.copy ?></p>
<div class="govuk-form-group"><input class="govuk-input" id="address" type="text" value="<?cs var:Address ?>" readonly></div>
<p><button class="govuk-button govuk-button--secondary" type="button" data-copy="address" data-copied="<?cs var:T.elsewhere.copied ?>" hidden><?cs var:T.elsewhere.copy_button ?></button></p>
<h2 class="govuk-heading-m"><?cs var:T.elsewhere.scan_title ?></h2>
<p class="govuk-body"><?cs var:T.elsewhere.scan ?></p>
<svg width="240" height="240" viewBox="0 0 <?cs var:Square.Width ?> <?cs var:Square.Width ?>" shape-rendering="crispEdges" role="img" aria-label="<?cs var:T.elsewhere.square ?>"><path fill="#fff" d="M0 0h<?cs var:Square.Width ?>v<?cs var:Square.Width ?>H0z"/><path d="<?cs var:Square.Path ?>"/></svg>
<p class="govuk-body"><?cs var:T.elsewhere.again ?></p>
<?cs call:page_end() ?>
