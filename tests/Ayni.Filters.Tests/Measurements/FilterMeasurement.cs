using System.Diagnostics;
using System.Globalization;
using Ayni.Domain.Catalog;

namespace Ayni.Filters.Tests.Measurements;

/// <summary>How long conditions take over a million products, and what a product takes.</summary>
internal static class FilterMeasurement
{
    private const int Products = 1_000_000;
    private const int Batch = 50_000;
    private const int Changes = 101;

    /// <summary>Before any is timed: the runtime compiles hot loops again once they have shown to be hot.</summary>
    private static readonly TimeSpan Warm = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan Timed = TimeSpan.FromSeconds(2);

    private const uint Seed = 7;

    private static readonly DateTimeOffset Now = new(2026, 5, 31, 0, 0, 0, TimeSpan.Zero);

    private static readonly ShopView Wholesale = new(null, "Mayorista");

    private static readonly string[] Texts =
    [
        "product.available && product.price < 100",
        "product.category.under(\"Hogar > Cocina\") && product.price < 100",
        "product.brand == context.brand && product.discount >= 0.2",
        "product.brand != \"Marca 7\" && product.age_days <= 30",
        "\"oferta\" in product.tags && product.color == \"rojo\"",
        "product.price < product.list_price && product.available",
        "product.price * 0.8 > context.price",
    ];

    public static void Run(TextWriter output)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var started = Stopwatch.GetTimestamp();
        var columns = Make(ProductOf);
        var made = Stopwatch.GetElapsedTime(started);
        var bytes = GC.GetTotalMemory(forceFullCollection: true) - before;
        var context = new FilterContext { Context = ProductOf(5), Now = Now };
        var size = (double)bytes / Products;
        output.WriteLine(Line($"{Products:N0} products, {size:F1} bytes each, made in {made.TotalSeconds:F1} s"));
        foreach (var text in Texts)
            Measure(output, columns, context, text);
        MeasureChange(output, columns, ProductOf);
        var priced = Make(PricedOf);
        MeasureView(output, priced);
        MeasureChange(output, priced, PricedOf);
        GC.KeepAlive(columns);
    }

    private static void Measure(TextWriter output, ProductColumns columns, FilterContext context, string text)
    {
        var filter = Filter.Parse(text).Bind(columns.Schema);
        var found = new RowSet();
        void Select() => filter.Select(columns, context, found);
        _ = Times(Select, Warm);
        var times = Times(Select, Timed);
        output.WriteLine(
            Line($"{times[times.Count / 2],8:F2} ms (fastest {times[0]:F2}) {found.Count,9:N0} found  {text}"));
    }

    /// <summary>Milliseconds of every round within a time, ascending.</summary>
    private static List<double> Times(Action round, TimeSpan within)
    {
        var times = new List<double>();
        var began = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(began) < within)
        {
            var started = Stopwatch.GetTimestamp();
            round();
            times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        times.Sort();
        return times;
    }

    /// <summary>A view of products that all have a price for it: made, and asked by a price.</summary>
    private static void MeasureView(TextWriter output, ProductColumns columns)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var started = Stopwatch.GetTimestamp();
        var seen = columns.For(Wholesale);
        var made = Stopwatch.GetElapsedTime(started);
        var size = (double)(GC.GetTotalMemory(forceFullCollection: true) - before) / Products;
        output.WriteLine(
            Line($"{made.TotalMilliseconds,8:F0} ms a view with a price of every product, {size:F1} bytes each"));
        Measure(output, seen, new FilterContext { Now = Now }, Texts[0]);
        GC.KeepAlive(columns);
    }

    private static void MeasureChange(TextWriter output, ProductColumns columns, Func<int, Product> productOf)
    {
        var times = new double[Changes];
        for (var round = 0; round < Changes; round++)
        {
            var row = round * 1_024 * 7 + 3;
            var started = Stopwatch.GetTimestamp();
            columns = columns.With([(row, productOf(row + 1))], Products);
            _ = columns.For(Wholesale);
            times[round] = Stopwatch.GetElapsedTime(started).TotalMicroseconds;
        }

        Array.Sort(times);
        output.WriteLine(Line($"{times[Changes / 2],8:F0} µs a change of one product"));
    }

    private static ProductColumns Make(Func<int, Product> productOf)
    {
        var columns = new ProductColumns();
        for (var first = 0; first < Products; first += Batch)
        {
            var rows = Enumerable.Range(first, Batch);
            columns = columns.With([.. rows.Select(row => (row, (Product?)productOf(row)))], first + Batch);
        }

        return columns;
    }

    /// <summary>
    /// Ten usual fields: category, brand, price, list price, stock, added at, tags, two attributes, parent.
    /// </summary>
    private static Product ProductOf(int row)
    {
        var random = new CsCheck.PCG(1, ((ulong)Seed << 32) + (ulong)row);
        int Next(int bound) => (int)random.Next((uint)bound);
        var listPrice = (1 + Next(50_000)) / 100m;
        return new Product
        {
            ProductId = "p" + row.ToString(CultureInfo.InvariantCulture),
            Name = "Product",
            Category = $"{(Next(3) == 0 ? "Hogar" : "Moda")} > {(Next(4) == 0 ? "Cocina" : "Otros")} > {Next(200)}",
            Brand = $"Marca {Next(2_000)}",
            ListPrice = listPrice,
            Price = Next(3) == 0 ? decimal.Round(listPrice * 0.75m, 2) : listPrice,
            Stock = Next(10) == 0 ? 0 : Next(500),
            AddedAt = Now.AddMinutes(-Next(1_000_000)),
            ParentId = $"familia {row / 4}",
            Tags = TextSet.Of(Next(5) == 0 ? ["oferta", "verano"] : ["verano"]),
            Attributes = AttributeSet.Of(new Dictionary<string, AttributeValue>
            {
                ["color"] = AttributeValue.Of(Next(8) == 0 ? "rojo" : $"color {Next(20)}"),
                ["weight"] = AttributeValue.Of(Next(1_000) / 10.0),
            }),
        };
    }

    private static Product PricedOf(int row)
    {
        var product = ProductOf(row);
        var price = product.Price!.Value;
        return product with
        {
            Prices = ViewPrices.Of(
                new ViewPrice(Wholesale, price * 0.8m, price),
                new ViewPrice(new ShopView("Cusco", null), price * 1.1m, null)),
        };
    }

    private static string Line(FormattableString line) => line.ToString(CultureInfo.InvariantCulture);
}
