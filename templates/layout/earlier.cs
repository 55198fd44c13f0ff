<?cs # Papers photographed for other applications, each group with one button that takes it. ?><?cs

def:earlier_papers(groups) ?><?cs each:g = groups ?><form class="qiao-card" method="post" action="<?cs var:g.Href ?>">
<?cs call:form_hidden() ?><input type="hidden" name="from" value="<?cs var:g.From ?>"><input type="hidden" name="kind" value="<?cs var:g.Kind ?>">
<p class="qiao-from"><?cs if:g.Name ?><?cs var:g.Name ?> · <?cs /if ?><?cs var:g.Text ?></p><?cs if:g.If ?><p><?cs var:g.If ?></p><?cs /if ?>
<ul class="qiao-thumbs"><?cs each:p = g.Papers ?><?cs call:paper_item(p, Page.Title, "") ?><?cs /each ?></ul>
<button class="govuk-button" type="submit"><?cs if:g.Count > #1 ?><?cs var:t1("papers.take", g.Count) ?><?cs else ?><?cs var:T.papers.take_one ?><?cs /if ?><?cs call:hidden_of(g.Text) ?></button></form><?cs /each ?><?cs /def ?>
