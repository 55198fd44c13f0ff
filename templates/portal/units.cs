<?cs include!'layout/portal.cs' ?><?cs include!'layout/parts.cs' ?><?cs call:page_start() ?>
<h1 class="govuk-heading-l"><?cs var:Page.Title ?></h1>
<?cs if:subcount(Places) > #0 ?><p class="govuk-body"><?cs var:T.units.text ?></p>
<?cs each:p = Places ?><section id="<?cs var:p.Code ?>"><h2 class="govuk-heading-m"><?cs var:p.Name ?></h2><?cs call:place(p) ?></section>
<?cs /each ?><?cs else ?><p class="govuk-body"><?cs var:T.units.none ?></p>
<?cs /if ?><?cs call:page_end() ?>
