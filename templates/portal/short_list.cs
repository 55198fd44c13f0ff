<?cs include!'layout/short.cs' ?><?cs call:short_start() ?>
<h1 class="govuk-heading-l"><?cs if:Search.Words ?><?cs var:t1("short.found", Search.Words) ?><?cs else ?><?cs var:Page.Title ?><?cs /if ?></h1>
<?cs call:short_search(Search.Words) ?>
<?cs if:subcount(Found) > #0 ?><?cs call:short_rows(Found, 0) ?><?cs elif:Search.Words ?><p class="govuk-body"><?cs var:T.short.nothing ?></p>
<?cs if:Consult.Href ?><ul class="qiao-rows qiao-card"><li><a href="<?cs var:Consult.Href ?>"><b><?cs var:T.short.consult ?></b><span><?cs var:T.short.consult_text ?></span></a></li></ul><?cs /if ?><?cs /if ?>
<?cs each:g = Groups ?><h2 class="govuk-heading-m" id="g-<?cs var:g.Code ?>"><?cs var:g.Name ?></h2>
<?cs call:short_rows(g.List, 1) ?><?cs /each ?>
<?cs if:subcount(Life) > #0 ?><h2 class="govuk-heading-m"><?cs var:T.short.life ?></h2>
<ul class="qiao-rows qiao-card"><?cs each:l = Life ?><li><a href="<?cs var:l.Href ?>"><b><?cs var:l.Name ?></b></a></li><?cs /each ?></ul><?cs /if ?>
<?cs if:subcount(Categories) > #0 ?><h2 class="govuk-heading-m"><?cs var:T.short.kinds ?></h2>
<ul class="qiao-rows qiao-card"><?cs each:c = Categories ?><li><a href="<?cs var:c.Href ?>"><b><?cs var:c.Name ?></b><span><?cs var:t1("short.count", c.Count) ?></span></a></li><?cs /each ?></ul><?cs
else ?><p class="govuk-body"><a class="govuk-link" href="<?cs var:Url.formalities ?>"><?cs var:T.short.all ?></a></p><?cs /if ?>
<?cs call:short_end() ?>
