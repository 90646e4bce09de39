using Ayni.Filters;
using Ayni.GrainInterfaces.Users;

namespace Ayni.Grains.Answering;

/// <summary>Which rows may be given, decided before anything is scored. Pure.</summary>
internal static class Eligibility
{
    /// <summary>The rows, and how many each rule took.</summary>
    /// <param name="question">The request.</param>
    /// <param name="eligible">Receives the rows.</param>
    /// <param name="scratch">For one step.</param>
    /// <param name="losses">Receives what each rule took, in the order of the rules.</param>
    public static void Select(Question question, RowSet eligible, RowSet scratch, List<RuleLoss> losses)
    {
        var snapshot = question.Snapshot;
        snapshot.SelectAvailable(eligible);
        var left = eligible.Count;
        if (!snapshot.IsCatalogueEmpty)
        {
            snapshot.Columns.SelectPresent(scratch);
            Note(RuleNames.Unavailable, scratch.Count - left, losses);
        }

        if (!question.Request.Among.IsEmpty)
        {
            scratch.Reset(snapshot.Count);
            AddRows(question, question.Request.Among, scratch);
            eligible.And(scratch);
            left = eligible.Count;
        }

        foreach (var (rule, filter) in question.Rules.Filters)
        {
            // Of a product that is in no catalogue nothing is known that it could be held against.
            if (snapshot.IsCatalogueEmpty && rule != RuleNames.Filter)
                continue;
            question.Rules.Narrow(snapshot, filter, eligible);
            left = Note(rule, left, eligible, losses);
        }

        if (question.Scenario.Blocked is { } blocked)
        {
            foreach (var row in BlockedRows.Of(blocked, snapshot.Ids))
                eligible.Remove(row);
            left = Note(RuleNames.Blocked, left, eligible, losses);
        }

        Remove(question, question.Scenario.ExcludedProducts, eligible);
        left = Note(RuleNames.ExcludedProducts, left, eligible, losses);
        Remove(question, question.Shopper.Hidden, eligible);
        left = Note(RuleNames.Hidden, left, eligible, losses);
        Remove(question, SeenIn(question), eligible);
        left = Note(RuleNames.Seen, left, eligible, losses);
        if (question.Request.AllowsOnPage)
            return;
        Remove(question, question.Beside.Concat(question.Request.OnPage), eligible);
        Note(RuleNames.OnPage, left, eligible, losses);
    }

    /// <summary>Takes products out.</summary>
    public static void Remove(Question question, IEnumerable<string> productIds, RowSet eligible)
    {
        foreach (var productId in productIds)
        {
            if (question.Snapshot.Ids.RowOf(productId) is var row and >= 0)
                eligible.Remove(row);
        }
    }

    /// <summary>
    /// What the shopper met in a way that the scenario leaves out, taken back or not: who sent a product back does not
    /// want it again.
    /// </summary>
    private static HashSet<string> SeenIn(Question question)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var rules = question.Scenario.ExcludeSeen;
        if (rules.IsEmpty)
            return seen;
        foreach (var logged in question.Shopper.History)
        {
            var interaction = logged.Interaction;
            foreach (var rule in rules)
            {
                if (interaction.Type == rule.Type && interaction.ProductId is { } productId
                    && (rule.WithinDays is not { } days || interaction.Timestamp >= question.Now.AddDays(-days)))
                    seen.Add(productId);
            }
        }

        return seen;
    }

    private static void AddRows(Question question, IEnumerable<string> productIds, RowSet rows)
    {
        foreach (var productId in productIds)
        {
            if (question.Snapshot.Ids.RowOf(productId) is var row and >= 0)
                rows.Add(row);
        }
    }

    private static int Note(string rule, int before, RowSet eligible, List<RuleLoss> losses)
    {
        var left = eligible.Count;
        Note(rule, before - left, losses);
        return left;
    }

    private static void Note(string rule, int taken, List<RuleLoss> losses)
    {
        if (taken > 0)
            losses.Add(new RuleLoss(rule, taken));
    }
}
