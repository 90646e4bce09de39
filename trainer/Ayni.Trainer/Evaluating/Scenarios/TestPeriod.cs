using Ayni.Domain.Errors;
using Ayni.Numerics;
using Ayni.Recommenders;

namespace Ayni.Trainer.Evaluating.Scenarios;

/// <summary>What shoppers known at the cutoff did after it, with products known by then.</summary>
internal sealed class TestPeriod
{
    private TestPeriod(EvaluationPart part, CsrMatrix bought, CsrMatrix viewed)
    {
        (Part, Bought, Viewed) = (part, bought, viewed);
        Rows =
        [
            .. Enumerable.Range(0, bought.Rows)
                .Where(row => bought.RowLength(row) > 0 || viewed.RowLength(row) > 0),
        ];
    }

    /// <summary>The split.</summary>
    public EvaluationPart Part { get; }

    /// <summary>Users × items: what each bought.</summary>
    public CsrMatrix Bought { get; }

    /// <summary>Users × items: what each viewed.</summary>
    public CsrMatrix Viewed { get; }

    /// <summary>Users asked: those who bought or viewed something, ascending.</summary>
    public int[] Rows { get; }

    /// <summary>The period of a split.</summary>
    /// <param name="part">A split by time.</param>
    /// <param name="includesSeen">Whether what a user had before counts when met again.</param>
    /// <exception cref="AyniException"><c>invalid</c>: nobody is left to ask.</exception>
    public static TestPeriod Of(EvaluationPart part, bool includesSeen)
    {
        var viewed = part.Viewed ?? throw new ArgumentException("Not a split by time.", nameof(part));
        var period = includesSeen
            ? new TestPeriod(part, part.Test, viewed)
            : new TestPeriod(part, Unseen(part.Test), Unseen(viewed));
        return period.Bought.EntryCount > 0
            ? period
            : throw new AyniException(
                ErrorCodes.Invalid,
                $"Nobody is left to ask in {part.Name}: all {part.Test.EntryCount} test pairs are in train. Add "
                + "--include-seen, or choose a larger test set.");

        CsrMatrix Unseen(CsrMatrix met)
        {
            var row = 0;
            return EntrySelection.Of(met, entry =>
            {
                while (met.RowStarts[row + 1] <= entry)
                    row++;
                return !part.Train.Contains(row, met.ColumnIndices[entry]);
            });
        }
    }
}
