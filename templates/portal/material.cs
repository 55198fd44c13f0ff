<?cs include!'layout/portal.cs' ?><?cs include!'layout/parts.cs' ?><?cs include!'layout/fields.cs' ?><?cs include!'layout/earlier.cs' ?><?cs call:page_start() ?>
<h1 class="govuk-heading-l"><?cs var:Page.Title ?></h1>
<?cs call:paused_draft() ?>
<?cs if:Sentence ?><div class="govuk-inset-text"><p><?cs var:T.form.officer_says ?></p><p><b><?cs var:Sentence ?></b></p></div><?cs /if ?>
<?cs if:OwedBy ?><div class="govuk-inset-text"><p><?cs var:t1("owed.by", OwedBy) ?></p></div><?cs /if ?>
<?cs if:When && !OwedBy ?><p class="govuk-body"><?cs var:When ?></p><?cs /if ?>
<?cs if:How || Flat ?><div class="qiao-card"><h2 class="govuk-heading-s"><?cs var:T.papers.how ?></h2><?cs if:How ?><p><?cs var:How ?></p><?cs /if ?><?cs if:Flat ?><p><?cs var:T.papers.flat ?></p><?cs /if ?><?cs if:Foreign ?><p><?cs var:T.papers.foreign ?></p><?cs /if ?></div><?cs /if ?>
<?cs if:Count > New ?><h2 class="govuk-heading-m"><?cs var:T.papers.before ?></h2>
<ul class="qiao-thumbs"><?cs each:p = Papers ?><?cs if:p.Old ?><?cs call:paper_item(p, Page.Title, !OwedBy) ?><?cs /if ?><?cs /each ?></ul><?cs /if ?>
<?cs if:New > #0 ?><h2 class="govuk-heading-m"><?cs var:t1("papers.there", New) ?></h2>
<ul class="qiao-thumbs"><?cs each:p = Papers ?><?cs if:!p.Old ?><?cs call:paper_item(p, Page.Title, !OwedBy) ?><?cs /if ?><?cs /each ?></ul>
<?cs call:link_button(Next, T.papers.enough) ?><?cs /if ?>
<?cs if:subcount(Earlier) > #0 ?><h2 class="govuk-heading-m"><?cs var:T.papers.earlier ?></h2>
<p class="govuk-body"><?cs var:T.papers.earlier_text ?></p>
<?cs call:earlier_papers(Earlier) ?>
<p class="govuk-body"><?cs if:EarlierHref ?><a class="govuk-link" href="<?cs var:EarlierHref ?>"><?cs var:T.papers.earlier_more ?></a> · <?cs /if ?><a class="govuk-link" href="<?cs var:Url.papers ?>"><?cs var:T.papers.own_title ?></a></p>
<?cs if:New == #0 ?><h2 class="govuk-heading-m"><?cs var:T.papers.anew ?></h2><?cs /if ?><?cs /if ?>
<?cs if:Room > #0 ?><?cs if:New > #0 ?><h2 class="govuk-heading-m"><?cs var:T.papers.more ?></h2><?cs /if ?>
<?cs call:form_start_files("papers") ?>
<?cs if:Room > #1 ?><?cs call:field_file("files", T.papers.choose_many, t1("papers.kinds_many", Room), "image/*,application/pdf", "1") ?><?cs else ?><?cs call:field_file("files", T.papers.choose, T.papers.kinds, "image/*,application/pdf", "") ?><?cs /if ?>
<div class="govuk-inset-text" id="faults" role="alert" tabindex="-1" hidden><ul class="govuk-list"></ul><p><?cs var:T.sendings.fault ?></p></div>
<?cs if:New > #0 || subcount(Earlier) > #0 ?><button class="govuk-button govuk-button--secondary" type="submit"><?cs var:T.papers.upload ?></button><?cs else ?><?cs call:button(T.papers.upload) ?><?cs /if ?>
<?cs call:form_end() ?>
<div class="qiao-card qiao-sendings" id="sendings" tabindex="-1" hidden data-begin="<?cs var:Form.Action ?>/sendings" data-going="<?cs var:T.sendings.going ?>" data-waiting="<?cs var:T.sendings.waiting ?>" data-taking="<?cs var:T.sendings.taking ?>" data-elsewhere="<?cs var:T.sendings.elsewhere ?>" data-out="<?cs var:T.sendings.out ?>" data-failed="<?cs var:T.sendings.failed ?>" data-dark="<?cs var:T.sendings.dark ?>" data-blurred="<?cs var:T.sendings.blurred ?>" data-small="<?cs var:T.sendings.small ?>">
<p role="status"></p><progress max="100" value="0" aria-label="<?cs var:T.sendings.progress ?>"></progress>
<p><a class="govuk-link" href="<?cs var:Form.Action ?>" hidden><?cs var:T.sendings.go_on ?></a></p><button class="govuk-button govuk-button--secondary" type="button"><?cs var:T.sendings.stop ?></button></div>
<script type="module" src="<?cs var:Asset.sending_js ?>"></script><?cs else ?><p class="qiao-quiet"><?cs var:t1("papers.full", Most) ?></p><?cs /if ?>
<?cs if:LaterHref ?><p class="govuk-body"><a class="govuk-link" href="<?cs var:LaterHref ?>"><?cs var:T.owed.later_link ?></a></p>
<?cs /if ?><?cs if:New == #0 ?><p class="govuk-body"><a class="govuk-link" href="<?cs var:Next ?>"><?cs var:T.papers.later ?></a></p><?cs /if ?>
<?cs call:page_end() ?>
