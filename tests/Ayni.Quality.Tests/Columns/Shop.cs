using Ayni.Numerics;

namespace Ayni.Quality.Tests.Columns;

/// <summary>
/// Columns of a made-up shop: each period has its own 200 of 20,000 shoppers, with tastes of their own (their rows are
/// alike), prices have a long tail, most quantities are 1, few brands sell most. Both periods are drawn alike unless a
/// shift is planted.
/// </summary>
internal sealed class Shop(int seed, int referenceRows = 3_000, int currentRows = 700)
{
    private const int Active = 200;
    private const int Shoppers = 20_000;
    private const int Brands = 60;

    public enum Shift
    {
        None,
        PriceUp,
        MissingPrices,
        NewBrand,
        NightOwls,
        Cents,
        Duplicates,
    }

    public IReadOnlyList<QualityColumn> Columns(Shift shift = Shift.None)
    {
        var before = Draw(referenceRows, 0, Shift.None);
        var now = Draw(currentRows, 1, shift);
        return
        [
            new NumberColumn(new("price", "Price", "interactions"), before.Prices, now.Prices),
            new NumberColumn(new("quantity", "Quantity", "purchases"), before.Quantities, now.Quantities),
            new NumberColumn(new("duration", "Duration", "interactions"), before.Durations, now.Durations),
            new TextColumn(new("brand", "Brand", "interactions"), before.Brands, now.Brands),
            new TextColumn(new("hour", "Hour", "interactions"), before.Hours, now.Hours) { IsOrdered = true },
            new TextColumn(new("type", "Type", "interactions"), before.Types, now.Types),
            new FlagColumn(new("duplicate", "Duplicate", "interactions"), before.Duplicates, now.Duplicates),
            new FlagColumn(new("new_shopper", "New shopper", "interactions"), before.New, now.New),
        ];
    }

    private Rows Draw(int count, int period, Shift shift)
    {
        var random = new SplitMix64(seed, period);
        var rows = new Rows(count);
        for (var row = 0; row < count; row++)
        {
            // Heavy shoppers: the product of two uniform numbers favours the first.
            var place = (int)(random.NextDouble() * random.NextDouble() * Active);
            var shopper = new SplitMix64(seed + (period << 20), place).Next(Shoppers);
            var taste = new SplitMix64(seed, 1_000 + shopper);
            var purse = taste.NextDouble();
            rows.Clusters[row] = shopper;
            rows.PriceOf[row] = Price(ref random, purse, shift);
            rows.QuantityOf[row] = random.NextDouble() < 0.7 ? 1 : 1 + random.Next(6);
            rows.DurationOf[row] = random.NextDouble() < 0.3 ? double.NaN : -Math.Log(random.NextPositiveDouble()) * 30;
            rows.BrandOf[row] = Brand(ref random, ref taste, shift);
            var hour = shift == Shift.NightOwls && random.NextDouble() < 0.5 ? 3 : 8 + random.Next(14);
            rows.HourOf[row] = $"{hour:00}";
            rows.TypeOf[row] = random.NextDouble() switch { < 0.8 => "view", < 0.92 => "cart", _ => "purchase" };
            rows.DuplicateOf[row] = random.NextDouble() < (shift == Shift.Duplicates ? 0.08 : 0.002);
            rows.NewOf[row] = purse < 0.2;
        }

        return rows;
    }

    /// <summary>Log-normal: twelve uniform numbers less six are near enough to a normal one.</summary>
    private static double Price(ref SplitMix64 random, double purse, Shift shift)
    {
        var sum = -6.0;
        for (var draw = 0; draw < 12; draw++)
            sum += random.NextDouble();
        var price = Math.Exp(2.5 + (2 * purse) + (0.6 * sum));
        return shift switch
        {
            Shift.PriceUp => price * 2.5,
            Shift.MissingPrices when random.NextDouble() < 0.1 => double.NaN,
            Shift.Cents when random.NextDouble() < 0.1 => price * 10_000,
            _ => price,
        };
    }

    private static string? Brand(ref SplitMix64 random, ref SplitMix64 taste, Shift shift)
    {
        if (shift == Shift.NewBrand && random.NextDouble() < 0.25)
            return "brand-new";
        var drawn = random.NextDouble() < 0.4 ? taste.NextDouble() : random.NextDouble();
        return $"brand-{(int)(Brands * drawn * drawn)}";
    }

    private sealed class Rows(int count)
    {
        public int[] Clusters { get; } = new int[count];

        public double[] PriceOf { get; } = new double[count];

        public double[] QuantityOf { get; } = new double[count];

        public double[] DurationOf { get; } = new double[count];

        public string?[] BrandOf { get; } = new string?[count];

        public string?[] HourOf { get; } = new string?[count];

        public string?[] TypeOf { get; } = new string?[count];

        public bool[] DuplicateOf { get; } = new bool[count];

        public bool[] NewOf { get; } = new bool[count];

        public Sample<double> Prices => new(PriceOf, Clusters);

        public Sample<double> Quantities => new(QuantityOf, Clusters);

        public Sample<double> Durations => new(DurationOf, Clusters);

        public Sample<string?> Brands => new(BrandOf, Clusters);

        public Sample<string?> Hours => new(HourOf, Clusters);

        public Sample<string?> Types => new(TypeOf, Clusters);

        public Sample<bool> Duplicates => new(DuplicateOf, Clusters);

        public Sample<bool> New => new(NewOf, Clusters);
    }
}
