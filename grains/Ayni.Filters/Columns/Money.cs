namespace Ayni.Filters.Columns;

/// <summary>
/// Prices as whole numbers of a ten-thousandth, which compare exactly and a vector at a time. The few that are no such
/// number (more digits, or more than 100 million million) stand beside them as they are.
/// </summary>
internal static class Money
{
    /// <summary>Parts of one unit of a currency.</summary>
    public const long Scale = 10_000;

    private const byte ScaleDigits = 4;

    /// <summary>One, with so many digits that a division by it drops the zeros at a number's end.</summary>
    private const decimal WithoutTrailingZeros = 1.0000000000000000000000000000m;

    /// <summary>No price.</summary>
    public const long Missing = long.MinValue;

    /// <summary>A price that stands in the column beside.</summary>
    public const long Odd = long.MaxValue;

    /// <summary>No price, in the column beside.</summary>
    public const decimal NotOdd = decimal.MinValue;

    /// <summary>Highest amount that is scaled.</summary>
    public const decimal MaxScaled = 100_000_000_000_000m;

    /// <summary>Whole numbers above this are not all a double.</summary>
    private const long MaxExactDouble = 1L << 53;

    /// <summary>The price in ten-thousandths; <see cref="Odd"/> if it is no whole number of them.</summary>
    public static long Scaled(decimal price)
    {
        if (Math.Abs(price) > MaxScaled)
            return Odd;
        var scaled = price * Scale;
        return decimal.Truncate(scaled) == scaled ? (long)scaled : Odd;
    }

    /// <summary>The same; <see cref="Missing"/> of no price.</summary>
    public static long ScaledOrMissing(decimal? price) => price is { } amount ? Scaled(amount) : Missing;

    /// <summary>The price of a whole number of ten-thousandths.</summary>
    public static decimal Unscaled(long scaled)
    {
        var size = scaled < 0 ? (ulong)-scaled : (ulong)scaled;
        return new decimal((int)size, (int)(size >> 32), 0, scaled < 0, ScaleDigits);
    }

    /// <summary>
    /// The double of an exact number: the same for 1.5 and 1.50, which the plain conversion does not promise.
    /// </summary>
    public static double ToDouble(decimal number)
    {
        var scaled = Scaled(number);
        return scaled != Odd && Math.Abs(scaled) <= MaxExactDouble
            ? (double)scaled / Scale
            : (double)(number / WithoutTrailingZeros);
    }

    /// <summary>
    /// The share taken off a list price, 0 to 1: 0 without a list price above the price. Of amounts that fit it is the
    /// double nearest to the true quotient, as a literal is to what is written: 80 of 100 equals 0.2.
    /// </summary>
    public static double Discount(long price, long listPrice)
    {
        if (listPrice <= Math.Max(price, 0))
            return 0;
        return listPrice - price <= MaxExactDouble && listPrice <= MaxExactDouble
            ? Math.Min((double)(listPrice - price) / listPrice, 1)
            : Discount(Unscaled(price), Unscaled(listPrice));
    }

    /// <summary>The same of amounts that do not fit.</summary>
    public static double Discount(decimal price, decimal listPrice)
    {
        if (listPrice <= Math.Max(price, 0))
            return 0;
        var list = ToDouble(listPrice);
        return Math.Clamp((list - ToDouble(price)) / list, 0, 1);
    }

    /// <summary>The same of any amounts; no list price takes nothing off.</summary>
    public static double DiscountOf(decimal price, decimal? listPrice)
    {
        if (listPrice is not { } list)
            return 0;
        var (scaled, scaledList) = (Scaled(price), Scaled(list));
        return scaled == Odd || scaledList == Odd ? Discount(price, list) : Discount(scaled, scaledList);
    }
}
