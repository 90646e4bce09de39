namespace Ayni.Filters.Columns;

/// <summary>Makes the two columns of a price.</summary>
internal sealed class MoneyBuilder
{
    /// <summary>Scaled amounts.</summary>
    public ValueBuilder<long> Scaled { get; } = new(Money.Missing);

    /// <summary>Amounts that cannot be scaled.</summary>
    public ValueBuilder<decimal> Odd { get; } = new(Money.NotOdd);

    /// <summary>Gives a row its price; null: none.</summary>
    public void Set(int row, decimal? price) => Set(row, Money.ScaledOrMissing(price), price);

    /// <summary>Gives a row its price, which is scaled already.</summary>
    /// <param name="row">Row.</param>
    /// <param name="scaled">The price, scaled.</param>
    /// <param name="price">The price as it is, where it cannot be.</param>
    public void Set(int row, long scaled, decimal? price)
    {
        Scaled.Rows[row] = scaled;
        Odd.Rows[row] = scaled == Money.Odd ? price!.Value : Money.NotOdd;
    }
}
