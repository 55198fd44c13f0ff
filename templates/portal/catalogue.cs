<?cs include!'layout/portal.cs' ?><?cs include!'layout/parts.cs' ?><?cs call:page_start() ?>
<h1 class="govuk-heading-l"><?cs var:Page.Title ?></h1>
<form class="qiao-search" action="<?cs var:Url.formalities ?>" method="get" role="search"><label class="govuk-label" for="q"><?cs var:T.home.search ?></label><input class="govuk-input" type="search" id="q" name="q" maxlength="80" value="<?cs var:Search.Words ?>"><button class="govuk-button" type="submit"><?cs var:T.home.find ?></button></form>
<?cs def:formality_rows(list) ?><ul class="qiao-rows qiao-card"><?cs each:f = list ?><li><a href="<?cs var:f.Href ?>"><?cs if:f.Paused ?><strong class="govuk-tag govuk-tag--wait"><?cs var:T.paused.now ?></strong><?cs /if ?><b><?cs var:f.Title ?></b><span><?cs var:f.Name ?></span><span><?cs if:f.Paused ?><?cs var:f.Paused ?><?cs else ?><?cs var:T.mode[f.Mode] ?><?cs /if ?></span></a></li><?cs /each ?></ul><?cs /def ?><?cs
if:Search.Done ?><?cs if:subcount(Found) > #0 ?><h2 class="govuk-heading-m"><?cs var:t1("catalogue.found", Search.Words) ?></h2>
<?cs call:formality_rows(Found) ?><?cs else ?><h2 class="govuk-heading-m"><?cs var:t1("catalogue.nothing", Search.Words) ?></h2>
<p class="govuk-body"><?cs var:T.catalogue.nothing_text ?></p><?cs /if ?>
<p class="govuk-body"><a class="govuk-link" href="<?cs var:Url.formalities ?>"><?cs var:T.catalogue.all ?></a></p><?cs else ?><?cs
each:c = Categories ?><h2 class="govuk-heading-m" id="<?cs var:c.Code ?>"><?cs var:c.Name ?></h2>
<?cs call:formality_rows(c.List) ?><?cs /each ?><?cs /if ?>
<?cs call:page_end() ?>
