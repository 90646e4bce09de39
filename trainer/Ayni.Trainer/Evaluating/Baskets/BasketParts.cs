using System.Globalization;
using Ayni.Domain.Errors;
using Ayni.Recommenders;

namespace Ayni.Trainer.Evaluating;

/// <summary>Next baskets of files.</summary>
/// <param name="Histories">File of the baskets before.</param>
/// <param name="Futures">File of the baskets to find; null: each user's last one of the histories.</param>
internal sealed record BasketParts(string Histories, string? Futures)
{
    /// <summary>One part.</summary>
    /// <exception cref="AyniException"><c>invalid</c>: nobody is left to ask.</exception>
    public EvaluationPart Of(SplitChoice choice)
    {
        var split = Split();
        if (split.Asked.EntryCount == 0)
            throw new AyniException(ErrorCodes.Invalid, $"{Histories}: nobody has a basket to find.");
        var facts = SplitFacts.Of(
            choice.Kind, Protocol(), split.Seen, new SplitReport(split.Asked.EntryCount, 0, 0, 0, 0));
        return new EvaluationPart(choice.Kind, facts, split.Seen, split.Asked)
        {
            Baskets = split,
            Events = split.Events,
        };
    }

    private BasketSplit Split()
    {
        var histories = BasketFile.Read(Histories);
        return Futures is null
            ? BasketSplit.Validation(histories)
            : BasketSplit.Test(histories, BasketFile.Read(Futures));
    }

    private string Protocol() => string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileName(Histories)}: ")
        + (Futures is null
            ? "each user's last basket is to be found from those before it."
            : $"each user's basket of {Path.GetFileName(Futures)} is to be found.")
        + " Candidates are all items, those bought before among them. Recall = hits / items of the basket; the ideal "
        + "of NDCG@K is min(K, items of the basket) hits.";
}
