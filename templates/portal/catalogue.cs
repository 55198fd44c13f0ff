<?cs include!'layout/portal.cs' ?><?cs include!'layout/parts.cs' ?><?cs call:page_start() ?>
<h1 class="govuk-heading-l"><?cs var:Page.Title ?></h1>
<?cs call:search_form(Search.Words) ?>
<?cs if:Search.Cut ?><p class="govuk-body" role="status"><?cs var:Search.Cut ?></p><?cs /if ?>
<?cs if:Own.Href ?><p class="govuk-body"><a class="govuk-link" href="<?cs var:Own.Href ?>" lang="<?cs var:Own.Lang ?>" hreflang="<?cs var:Own.Lang ?>"><?cs var:Own.Text ?></a></p>
<?cs /if ?><?cs def:formality_rows(list, brief) ?><ul class="qiao-rows qiao-card"><?cs each:f = list ?><li><a href="<?cs var:f.Href ?>"><?cs if:f.Paused ?><strong class="govuk-tag govuk-tag--wait"><?cs var:T.paused.now ?></strong><?cs elif:f.Mode == "transfer" ?><strong class="govuk-tag govuk-tag--grey"><?cs var:T.catalogue.transfer ?></strong><?cs /if ?><b><?cs var:f.Title ?></b><span><?cs var:f.Name ?></span><?cs if:f.Own.Name ?><span lang="<?cs var:f.Own.Lang ?>"><?cs var:f.Own.Name ?>: <?cs var:f.Own.Summary ?></span><?cs /if ?><?cs if:f.Paused ?><span><?cs call:paused_reason(f) ?></span><?cs elif:!brief ?><span><?cs var:T.mode[f.Mode] ?><?cs if:f.Presence ?> · <?cs var:f.Presence ?><?cs /if ?></span><?cs /if ?></a></li><?cs /each ?></ul><?cs /def ?><?cs
if:subcount(Found) > #0 ?><?cs call:formality_rows(Found, 0) ?><?cs
elif:Search.Words ?><p class="govuk-body"><?cs var:T.catalogue.nothing_text ?></p>
<?cs if:Consult.Href || Transfers.Href ?><ul class="qiao-rows qiao-card"><?cs if:Consult.Href ?><li><a href="<?cs var:Consult.Href ?>"><?cs call:paused_tag(Consult) ?><b><?cs var:T.catalogue.consult ?></b><span><?cs if:Consult.Paused ?><?cs call:paused_reason(Consult) ?><?cs else ?><?cs var:T.catalogue.consult_text ?><?cs /if ?></span><?cs if:Consult.PausedUntil ?><span><?cs var:Consult.PausedUntil ?></span><?cs /if ?></a></li><?cs /if ?><?cs if:Transfers.Href ?><li><a href="<?cs var:Transfers.Href ?>"><b><?cs var:T.catalogue.transfers ?></b><span><?cs var:T.catalogue.transfers_text ?></span></a></li><?cs /if ?></ul><?cs /if ?><?cs /if ?>
<?cs if:subcount(Groups) > #0 ?><p class="govuk-body"><?cs each:g = Groups ?><a class="govuk-link" href="#g-<?cs var:g.Code ?>"><?cs var:g.Name ?></a><?cs if:!last(g) ?> · <?cs /if ?><?cs /each ?></p>
<?cs each:g = Groups ?><h2 class="govuk-heading-m" id="g-<?cs var:g.Code ?>"><?cs var:g.Name ?></h2>
<?cs call:formality_rows(g.List, 1) ?><?cs /each ?><?cs /if ?>
<?cs if:subcount(Life) > #0 ?><?cs call:life_links(Life) ?><?cs /if ?>
<?cs if:subcount(Categories) > #0 ?><?cs call:category_links(Categories) ?><?cs else ?><p class="govuk-body"><a class="govuk-link" href="<?cs var:Url.formalities ?>"><?cs var:T.catalogue.all ?></a></p><?cs /if ?>
<?cs call:page_end() ?>
