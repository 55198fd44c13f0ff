<?cs include!'layout/short.cs' ?><?cs call:short_start() ?>
<h1 class="govuk-heading-l"><?cs if:Search.Words ?><?cs var:t1("short.found", Search.Words) ?><?cs else ?><?cs var:Page.Title ?><?cs /if ?></h1>
<form class="qiao-search" action="<?cs var:Url.formalities ?>" method="get" role="search"><label class="govuk-label" for="q"><?cs var:T.short.search ?></label><input class="govuk-input" type="search" id="q" name="q" maxlength="80" value="<?cs var:Search.Words ?>"><button class="govuk-button" type="submit"><?cs var:T.short.find ?></button></form>
<?cs if:Search.Words ?><?cs if:subcount(Found) > #0 ?><?cs call:short_rows(Found) ?><?cs else ?><p class="govuk-body"><?cs var:T.short.nothing ?></p>
<?cs if:Consult.Href ?><ul class="qiao-rows qiao-card"><li><a href="<?cs var:Consult.Href ?>"><b><?cs var:T.short.consult ?></b><span><?cs var:T.short.consult_text ?></span></a></li></ul><?cs /if ?><?cs /if ?>
<p class="govuk-body"><a class="govuk-link" href="<?cs var:Url.formalities ?>"><?cs var:T.short.all ?></a></p><?cs /if ?>
<?cs if:!Search.Words && subcount(Categories) == #0 ?><?cs if:subcount(Found) > #0 ?><?cs call:short_rows(Found) ?><?cs /if ?><?cs each:g = Groups ?><?cs call:short_rows(g.List) ?><?cs /each ?>
<p class="govuk-body"><a class="govuk-link" href="<?cs var:Url.formalities ?>"><?cs var:T.short.all ?></a></p><?cs /if ?>
<?cs if:subcount(Life) > #0 ?><h2 class="govuk-heading-m"><?cs var:T.short.life ?></h2>
<ul class="qiao-rows qiao-card"><?cs each:l = Life ?><li><a href="<?cs var:l.Href ?>"><b><?cs var:l.Name ?></b></a></li><?cs /each ?></ul>
<h2 class="govuk-heading-m"><?cs var:T.short.kinds ?></h2>
<ul class="qiao-rows qiao-card"><?cs each:c = Categories ?><li><a href="#<?cs var:c.Code ?>"><b><?cs var:c.Name ?></b></a></li><?cs /each ?></ul><?cs /if ?>
<?cs each:c = Categories ?><h2 class="govuk-heading-m" id="<?cs var:c.Code ?>"><?cs var:c.Name ?></h2>
<?cs call:short_rows(c.Formalities) ?><?cs /each ?>
<?cs call:short_end() ?>
