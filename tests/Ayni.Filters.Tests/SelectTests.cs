using Ayni.Domain.Catalog;
using Ayni.Domain.Users;
using Ayni.Filters.Tests.Random;
using Ayni.Testing;
using CsCheck;

namespace Ayni.Filters.Tests;

/// <summary>
/// Random expressions over random tables: what the columns find is what each product says by itself. A failure prints
/// its seed.
/// </summary>
public sealed class SelectTests
{
    private const int MaxDepth = 3;
    private const int ExpressionsATable = 4;

    /// <summary>Names that the expressions use, which a table without products does not know.</summary>
    private static readonly (string Name, AttributeKind Kind)[] Declared =
    [
        ("color", AttributeKind.Text), ("weight", AttributeKind.Number), ("organic", AttributeKind.Flag),
        ("launched", AttributeKind.Date), ("seasons", AttributeKind.List), ("price", AttributeKind.Number),
    ];

    [Fact]
    public void Select_AnyConditionAndTable_FindsTheProductsThatMatch() => Sample((dice, columns, rows, context) =>
    {
        var text = new RandomExpressions(dice).Truth(dice.Below(MaxDepth + 1));
        var filter = Filter.Parse(text).Bind(Schema(columns));
        var found = new RowSet();

        filter.Select(columns, context, found);

        var expected = Enumerable.Range(0, rows.Length)
            .Where(row => rows[row] is { } product && filter.Matches(product, context));
        Assert.True(expected.SequenceEqual(found.ToArray()), text);
    });

    [Fact]
    public void Narrow_AnySetOfRows_LeavesThoseOfItThatMatch() => Sample((dice, columns, rows, context) =>
    {
        var text = new RandomExpressions(dice).Truth(dice.Below(MaxDepth));
        var filter = Filter.Parse(text).Bind(Schema(columns));
        var set = RowSet.Of(rows.Length, Enumerable.Range(0, rows.Length).Where(_ => dice.OneIn(2)));
        var before = set.ToArray();

        filter.Narrow(columns, context, set);

        var expected = before.Where(row => rows[row] is { } product && filter.Matches(product, context));
        Assert.True(expected.SequenceEqual(set.ToArray()), text);
    });

    [Fact]
    public void BoosterValue_AnyNumberAndTable_IsThatOfTheProduct() => Sample((dice, columns, rows, context) =>
    {
        var text = new RandomExpressions(dice).Number(dice.Below(MaxDepth + 1));
        var booster = Booster.Parse(text).Bind(Schema(columns));
        var prepared = booster.For(context);
        for (var row = 0; row < rows.Length; row += 1 + rows.Length / 20)
        {
            if (rows[row] is not { } product)
                continue;
            var expected = booster.Value(product, context);
            Assert.InRange(expected, BoundBooster.Least, BoundBooster.Most);
            Assert.True(expected == booster.Value(columns, row, context), text);
            Assert.True(expected == prepared.Value(columns, row, context), text);
        }
    });

    private static void Sample(Action<Dice, ProductColumns, Product?[], FilterContext> check) => Gen.ULong.Sample(
        seed =>
        {
            var random = new PCG(1, seed);
            var dice = new Dice(bound => (int)random.Next((uint)bound));
            var (columns, rows) = new RandomTables(dice).Next();
            for (var i = 0; i < ExpressionsATable; i++)
            {
                var view = new RandomProducts(dice).View();
                check(dice, columns.For(view), Array.ConvertAll(rows, product => product?.For(view)), Context(dice));
            }
        },
        iter: Seeds.Count,
        threads: 1);

    private static FilterSchema Schema(ProductColumns columns) => Declared.Aggregate(
        columns.Schema, (schema, declared) => schema.With(declared.Name, declared.Kind));

    private static FilterContext Context(Dice dice)
    {
        var products = new RandomProducts(dice);
        return new FilterContext
        {
            Context = dice.OneIn(3) ? null : products.Next(),
            User = dice.OneIn(3)
                ? null
                : new UserProfile { Segment = dice.Of(RandomProducts.Words), Country = "PE", Language = null },
            UserAttributes = products.Attributes(),
            Now = RandomProducts.Now,
        };
    }
}
