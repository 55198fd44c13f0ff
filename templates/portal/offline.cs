<?cs include!'layout/portal.cs' ?><?cs include!'layout/parts.cs' ?><?cs call:page_start() ?>
<h1 class="govuk-heading-l"><?cs var:Page.Title ?></h1>
<div data-state="read"><p class="govuk-body" data-when="read"><?cs var:T.offline.read ?></p>
<p class="govuk-body" data-when="kept" hidden><?cs var:T.offline.kept ?></p>
<p class="govuk-body" data-when="lost" hidden><?cs var:T.offline.lost ?></p>
<p class="govuk-body" data-when="files" hidden><?cs var:T.offline.files ?></p></div>
<p class="govuk-body"><?cs var:T.offline.todo ?></p>
<button class="govuk-button" type="button" data-again hidden><?cs var:T.offline.again ?></button>
<template><section class="govuk-notification-banner" role="status"><div class="govuk-notification-banner__content"><p><b><?cs var:T.offline.offer_title ?></b></p><p data-what></p><p><?cs var:T.offline.offer ?></p>
<button class="govuk-button" type="button" data-send><?cs var:T.offline.send ?></button> <button class="govuk-button govuk-button--secondary" type="button" data-drop><?cs var:T.offline.drop ?></button></div></section></template>
<script type="module" src="<?cs var:Asset.offline_js ?>"></script>
<?cs call:page_end() ?>
