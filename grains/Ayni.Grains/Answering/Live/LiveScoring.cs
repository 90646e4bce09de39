using Ayni.Domain.Catalog;
using Ayni.Filters;
using Ayni.GrainInterfaces.Catalog;
using Ayni.Grains.Catalog;
using Ayni.Grains.Training;

namespace Ayni.Grains.Answering;

/// <summary>
/// Has candidates score themselves: the index did the wide part over memory, product grains do the narrow one, of this
/// instant: by what they show, where they are active on this silo, else by a call, or by the catalogue, where none is
/// worth waking up. A product grain that does not answer in time (its silo was lost, say) is replaced by what the
/// catalogue holds, which is what it wrote last.
/// </summary>
internal sealed class LiveScoring(
    ActiveProducts activeProducts,
    AskedProducts askedProducts,
    EntryReads entries,
    ProductGrains products,
    ICatalogStore catalog,
    AnsweringOptions options,
    TimeProvider time,
    AnswerMetrics metrics)
{
    /// <summary>
    /// Fills in entry, factors and score of each candidate, and drops those that a rule is against now.
    /// </summary>
    /// <param name="question">The request.</param>
    /// <param name="candidates">Candidates; those dropped are not asked.</param>
    /// <param name="asksGrains">False: the catalogue alone is asked, for the grains may be out of reach.</param>
    /// <param name="cancellationToken">Ends the scoring.</param>
    public async Task<LiveResult> ScoreAsync(
        Question question, IReadOnlyList<Candidate> candidates, bool asksGrains, CancellationToken cancellationToken)
    {
        using var stage = metrics.Begin(AnswerStage.Confirmation);
        if (candidates.Count == 0)
            return new LiveResult(0, null);

        // Those with a fixed place did not come through the index.
        var asked = question.Rules.ToProductQuestion(question, isHeld: !candidates[0].IsPinned);
        var verdicts = asksGrains
            ? await AskAsync(asked, question, candidates, cancellationToken)
            : new ProductVerdict?[candidates.Count];
        var missing = candidates.Where((_, index) => verdicts[index] is null).ToArray();
        var schema = question.Snapshot.Schema;
        var degraded = await StandInAsync(asked, schema, candidates, verdicts, missing, cancellationToken);
        if (asksGrains && missing.Length > 0)
            metrics.Unconfirmed(missing.Length);
        for (var index = 0; index < verdicts.Length; index++)
        {
            if (verdicts[index] is { } verdict)
                Apply(verdict, candidates[index]);
        }

        return new LiveResult(missing.Length, degraded);
    }

    private static void Apply(ProductVerdict verdict, Candidate candidate)
    {
        candidate.Product = verdict.Entry;

        // Known from interactions alone and still not catalogued: there is nothing to hold it against.
        candidate.DroppedBy ??= verdict.Entry is null && candidate.IsCatalogued
            ? RuleNames.Unavailable
            : verdict.DroppedBy;
        foreach (var factor in verdict.Factors)
        {
            candidate.Factors.Add(factor);
            candidate.Score *= factor.Factor;
        }
    }

    private async Task<ProductVerdict?[]> AskAsync(
        ProductQuestion asked,
        Question question,
        IReadOnlyList<Candidate> candidates,
        CancellationToken cancellationToken)
    {
        var verdicts = new ProductVerdict?[candidates.Count];
        var calls = new List<(int Index, Task<ProductVerdict> Call)>();
        for (var index = 0; index < verdicts.Length; index++)
        {
            var productId = candidates[index].ProductId;

            // Demand is the grain's alone. One that is here and was not asked for long is called, so that it stays.
            if (asked.Momentum == 0 && activeProducts.TryRead(productId, question.Now, out var held))
                verdicts[index] = ProductJudge.Judge(asked, held, demand: null, question.Snapshot.Schema);
            else if (asked.Momentum == 0 && !activeProducts.IsHere(productId) && !askedProducts.Ask(productId))
                calls.Add((index, JudgeAsync(asked, productId, question.Snapshot.Schema)));
            else
                calls.Add((index, products[productId].Judge(asked, CancellationToken.None)));
        }

        if (calls.Count == 0)
            return verdicts;
        await WaitAsync(Task.WhenAll(calls.Select(call => call.Call)), cancellationToken);
        foreach (var (index, call) in calls)
            verdicts[index] = call.IsCompletedSuccessfully ? VerdictOf(call) : null;
        return verdicts;
    }

    // What its grain would read if it woke up, and would say.
    private async Task<ProductVerdict> JudgeAsync(ProductQuestion asked, string productId, FilterSchema schema)
    {
        var (entry, position) = await entries.ReadAsync(productId, CancellationToken.None);
        return ProductJudge.Judge(asked, new HeldEntry(entry, position), demand: null, schema);
    }

    // One clock for all: a timer a call would cost more than the calls.
    private async Task WaitAsync(Task all, CancellationToken cancellationToken)
    {
        try
        {
            await all.WaitAsync(options.ProductDeadline, time, cancellationToken);
        }
        catch (Exception fault) when (TransientFaults.IsTransient(fault) && !cancellationToken.IsCancellationRequested)
        {
            // Late and failed ones are stood in for; what they end with is nobody's.
            _ = all.ContinueWith(
                late => late.Exception, CancellationToken.None,
                TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default);
        }
    }

    private static ProductVerdict? VerdictOf(Task<ProductVerdict> call) => call.GetAwaiter().GetResult();

    /// <returns>Why some have no verdict all the same; null: all have one.</returns>
    private async Task<string?> StandInAsync(
        ProductQuestion question,
        FilterSchema schema,
        IReadOnlyList<Candidate> candidates,
        ProductVerdict?[] verdicts,
        Candidate[] missing,
        CancellationToken cancellationToken)
    {
        if (missing.Length == 0)
            return null;
        try
        {
            var ids = Array.ConvertAll(missing, candidate => candidate.ProductId);
            var stored = (await catalog.GetAsync(ids, cancellationToken)
                    .WaitAsync(options.StoreDeadline, time, cancellationToken))
                .ToDictionary(product => product.ProductId, StringComparer.Ordinal);
            for (var index = 0; index < verdicts.Length; index++)
            {
                var entry = stored.GetValueOrDefault(candidates[index].ProductId);
                verdicts[index] ??= ProductJudge.Judge(
                    question, new HeldEntry(entry, long.MaxValue), demand: null, schema);
            }

            return null;
        }
        catch (Exception fault) when (TransientFaults.IsTransient(fault) && !cancellationToken.IsCancellationRequested)
        {
            foreach (var candidate in missing)
                candidate.DroppedBy = RuleNames.Unconfirmed;
            return $"{missing.Length} products could be read neither from grains nor from the catalogue";
        }
    }
}
