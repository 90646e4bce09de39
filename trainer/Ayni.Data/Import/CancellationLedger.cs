using Ayni.Domain.Interactions;

namespace Ayni.Data.Import;

/// <summary>
/// Takes cancelled quantities from the purchases they belong to: see <see cref="CancellationHandling.Net"/>.
/// </summary>
internal sealed class CancellationLedger
{
    private readonly List<(RowPlace Place, Interaction Interaction)> _kept = [];
    private readonly List<Interaction> _cancellations = [];

    public void Keep(RowPlace place, Interaction interaction) => _kept.Add((place, interaction));

    public void Cancel(Interaction cancellation) => _cancellations.Add(cancellation);

    /// <summary>What is left, in the file's order; a purchase with nothing left is refused in the report.</summary>
    public IEnumerable<Interaction> Settle(ImportReport report)
    {
        var left = new double[_kept.Count];
        for (var row = 0; row < left.Length; row++)
            left[row] = Quantity(_kept[row].Interaction);
        var purchases = Enumerable.Range(0, left.Length)
            .Where(row => _kept[row].Interaction.Type == InteractionType.Purchase)
            .GroupBy(row => Key(_kept[row].Interaction))
            .ToDictionary(
                group => group.Key,
                group => group
                    .OrderByDescending(row => _kept[row].Interaction.Timestamp)
                    .ThenByDescending(row => row)
                    .ToArray());
        foreach (var cancellation in _cancellations.OrderBy(cancellation => cancellation.Timestamp))
        {
            if (purchases.TryGetValue(Key(cancellation), out var newestFirst))
                Take(cancellation, newestFirst, left);
        }

        for (var row = 0; row < left.Length; row++)
        {
            var (place, interaction) = _kept[row];
            if (left[row] <= 0)
                report.Refuse(place, new Refusal(ImportReasons.CancelledLater, Value: interaction.EventId));
            else
                yield return left[row] == Quantity(interaction) ? interaction : interaction with { Score = left[row] };
        }
    }

    private void Take(Interaction cancellation, int[] newestFirst, double[] left)
    {
        var quantity = Quantity(cancellation);
        foreach (var row in newestFirst)
        {
            if (quantity <= 0)
                return;
            if (_kept[row].Interaction.Timestamp > cancellation.Timestamp)
                continue;
            var taken = Math.Min(quantity, left[row]);
            left[row] -= taken;
            quantity -= taken;
        }
    }

    /// <summary>A cancellation's quantity is negative in some files; without one it is a single piece.</summary>
    private static double Quantity(Interaction interaction)
        => interaction.Score is { } score && score != 0 ? Math.Abs(score) : 1;

    private static (string User, string? Product) Key(Interaction interaction)
        => (interaction.UserId, interaction.ProductId);
}
