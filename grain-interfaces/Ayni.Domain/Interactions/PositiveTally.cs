using System.Globalization;

namespace Ayni.Domain.Interactions;

/// <summary>
/// Counts how many shoppers did what, and chooses what a shop is judged by: the strongest kind that
/// <see cref="EnoughShoppers"/> or one shopper in <see cref="OneIn"/> did; where none is done by so many, the kind that
/// most did.
/// </summary>
public sealed class PositiveTally
{
    /// <summary>So many shoppers are enough, whatever their share.</summary>
    public const int EnoughShoppers = 1_000;

    /// <summary>Of a small shop this share of the shoppers is enough, one in so many.</summary>
    public const int OneIn = 20;

    private readonly int[] _shoppers = new int[Positives.Strongest.Length];

    /// <summary>Shoppers who met a product.</summary>
    public int Shoppers { get; private set; }

    /// <summary>Takes the next shopper.</summary>
    /// <param name="interactions">All that counts of one shopper; without a product it is passed over.</param>
    public void Add(IEnumerable<Interaction> interactions)
    {
        ArgumentNullException.ThrowIfNull(interactions);
        var (did, hasProduct) = (0, false);
        foreach (var interaction in interactions)
        {
            if (interaction.ProductId is null)
                continue;
            hasProduct = true;
            for (var kind = 0; kind < _shoppers.Length; kind++)
            {
                if (Positives.Holds(Positives.Strongest[kind], interaction))
                    did |= 1 << kind;
            }
        }

        Shoppers += hasProduct ? 1 : 0;
        for (var kind = 0; kind < _shoppers.Length; kind++)
            _shoppers[kind] += did >> kind & 1;
    }

    /// <summary>Shoppers who did it.</summary>
    public int Of(PositiveKind kind) => Positives.Strongest.IndexOf(kind) is >= 0 and var place
        ? _shoppers[place]
        : Shoppers;

    /// <summary>What to judge by; <see cref="PositiveKind.Any"/> where nobody did any of the kinds.</summary>
    public PositiveKind Choose()
    {
        foreach (var kind in Positives.Strongest)
        {
            if (Of(kind) > 0 && (Of(kind) >= EnoughShoppers || Of(kind) * (long)OneIn >= Shoppers))
                return kind;
        }

        var most = Positives.Strongest.MaxBy(Of);
        return Of(most) > 0 ? most : PositiveKind.Any;
    }

    /// <summary>How many shoppers did what, such as "purchases 120, carts 300, ratings 0, views 900".</summary>
    public override string ToString() => string.Join(
        ", ",
        Positives.Strongest.Select(kind => string.Create(
            CultureInfo.InvariantCulture, $"{Positives.NameOf(kind)} {Of(kind):N0}")));
}
