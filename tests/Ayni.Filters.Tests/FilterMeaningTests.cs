using Ayni.Domain.Catalog;

namespace Ayni.Filters.Tests;

/// <summary>What conditions mean, asked of the product and of columns alike.</summary>
public sealed class FilterMeaningTests
{
    private static readonly ProductColumns Columns = TestProducts.Table(TestProducts.Pot, TestProducts.Plain, null);

    private static readonly FilterSchema Schema = Columns.Schema;

    [Theory]
    [InlineData("product.brand == \"penon\"")]
    [InlineData("product.brand == \" PEÑÓN \"")]
    [InlineData("product.brand != \"Sony\"")]
    [InlineData("product.brand in [\"Sony\", \"Peñon\"]")]
    [InlineData("product.brand.startsWith(\"peñ\") && product.brand.endsWith(\"ÓN\") && product.brand.contains(\"Ñ\")")]
    [InlineData("product.category == \"hogar>cocina >ollas\"")]
    [InlineData("product.category.under(\"Hogar\")")]
    [InlineData("product.category.under(\"HOGAR > Cócina\")")]
    [InlineData("product.category.under(\"hogar > cocina > ollas\")")]
    [InlineData("!product.category.under(\"Hogar > Coc\")")]
    [InlineData("product.category.under(\"Cocina\")")]
    [InlineData("product.category.under(\"cocina > ollas\")")]
    [InlineData("!product.category.under(\"hogar > ollas\")")]
    [InlineData("product.parent_id == \"Olla-1\"")]
    [InlineData("product.parent_id != \"olla-1\"")]
    [InlineData("product.currency == \"pen\"")]
    [InlineData("product.price == 79.9 && product.price == 79.90 && 79.9 == product.price")]
    [InlineData("product.price < 79.90000001 && product.price > 79.89999999")]
    [InlineData("product.price - 10 == 69.9")]
    [InlineData("product.price * 2 - 9.8 == 150")]
    [InlineData("7 / 2 == 3.5 && 7 % 4 == 3 && -7 + 2 == -5")]
    [InlineData("product.discount >= 0.2 && product.discount == 0.2")]
    [InlineData("product.stock == 3 && product.stock in [1, 2, 3]")]
    [InlineData("product.active && product.available && product.active == true")]
    [InlineData("product.age_days == 10 && product.age_days < 11")]
    [InlineData("product.added_at > now - duration(\"10d1s\") && product.added_at < timestamp(\"2026-05-22\")")]
    [InlineData("now - product.added_at == duration(\"240h\")")]
    [InlineData("\"VERANO\" in product.tags && !(\"invierno\" in product.tags)")]
    [InlineData("product.tags.exists(t, t.startsWith(\"ver\"))")]
    [InlineData("product.tags.all(t, t.size() == 6)")]
    [InlineData("size(product.tags) == 2 && product.stores.size() == 1 && size(product.groups) == 0")]
    [InlineData("product.color == \"anil\" && product.attributes.color == \"AÑIL\"")]
    [InlineData("product.weight > 1.4 && product.weight < 2 && product.weight * 2 == 3")]
    [InlineData("!product.organic && product.organic == false && has(product.organic)")]
    [InlineData("\"otono\" in product.seasons")]
    [InlineData("product.launched < now - duration(\"39d\")")]
    [InlineData("product.brand < \"q\" && product.brand >= \"penon\"")]
    [InlineData("product.price < product.list_price")]
    [InlineData("(product.discount > 0.1 ? product.price : product.list_price) < 80")]
    [InlineData("product.brand == 'pe\\u00F1on' // in single quotes, with an escape and a comment")]
    public void Condition_OfAProductThatHasEverything_Holds(string text) =>
        Assert.Contains(0, Rows(text, TestProducts.Alone));

    [Theory]
    [InlineData("product.brand == context.brand && product.price <= context.price")]
    [InlineData("product.category.under(context.category)")]
    [InlineData("product.parent_id == context.parent_id")]
    [InlineData("context.color == \"añil\" && has(context.weight)")]
    [InlineData("user.segment == \"wholesale\" && user.country == \"pe\" && user.language == \"ES\"")]
    [InlineData("product.price <= user.attributes.budget")]
    [InlineData("product.brand in user.attributes.brands")]
    [InlineData("user.attributes.vip && user.attributes.favourite == product.brand")]
    [InlineData("product.tags.exists(t, t in context.tags)")]
    public void Condition_OnThePageOfTheSameProduct_Holds(string text)
    {
        Assert.Contains(0, Rows(text, TestProducts.OnThePageOfThePot));
        Assert.DoesNotContain(0, Rows(text, TestProducts.Alone));
    }

    [Theory]
    [InlineData("product.brand == \"Sony\"")]
    [InlineData("product.brand == product.brand")]
    [InlineData("product.brand == context.brand")]
    [InlineData("product.price < 1000000")]
    [InlineData("product.price >= 0")]
    [InlineData("product.discount == 0")]
    [InlineData("product.age_days < 1000")]
    [InlineData("product.price * 0 == 0")]
    [InlineData("product.brand in [\"Sony\", \"\"]")]
    [InlineData("product.brand.contains(\"\")")]
    [InlineData("product.category.under(\"Hogar\")")]
    [InlineData("product.organic")]
    [InlineData("product.organic == false")]
    [InlineData("has(product.brand) || has(product.price) || has(product.tags) || has(product.weight)")]
    [InlineData("product.brand != null")]
    [InlineData("product.brand != \"\"")]
    [InlineData("\"x\" in product.tags")]
    [InlineData("product.brand.size() == 0")]
    [InlineData("1 / 0 == 1 / 0")]
    [InlineData("1 / 0 > 1")]
    public void Condition_OfWhatIsMissing_IsFalse(string text) =>
        Assert.DoesNotContain(1, Rows(text, TestProducts.Alone));

    [Theory]
    [InlineData("product.brand != \"Sony\"")]
    [InlineData("!(product.brand == \"Sony\")")]
    [InlineData("product.price != 5")]
    [InlineData("!(product.price < 5) && !(product.price >= 5)")]
    [InlineData("product.brand == null && \"\" == product.brand && product.tags == null")]
    [InlineData("!has(product.brand)")]
    [InlineData("!product.organic")]
    [InlineData("!(\"x\" in product.tags)")]
    [InlineData("product.tags.all(t, t == \"x\") && !product.tags.exists(t, true)")]
    [InlineData("size(product.tags) == 0")]
    [InlineData("(product.organic ? \"a\" : \"b\") == \"b\"")]
    [InlineData("product.active && product.available")]
    public void Condition_ThatDeniesWhatIsMissing_IsTrue(string text) =>
        Assert.Contains(1, Rows(text, TestProducts.Alone));

    [Fact]
    public void Discount_WithoutAListPriceAboveThePrice_IsZero()
    {
        var products = new[]
        {
            TestProducts.Plain with { Price = 10 },
            TestProducts.Plain with { Price = 10, ListPrice = 10 },
            TestProducts.Plain with { Price = 10, ListPrice = 5 },
            TestProducts.Plain with { Price = 0, ListPrice = 5 },
        };

        Assert.Equal([0, 1, 2], Rows("product.discount == 0", TestProducts.Alone, TestProducts.Table(products)));
        Assert.Equal([3], Rows("product.discount == 1", TestProducts.Alone, TestProducts.Table(products)));
    }

    [Fact]
    public void Attribute_OfTwoKinds_IsReadAsItsPlaceAsks()
    {
        var columns = TestProducts.Table(Sized("M"), Sized(42.0), Sized(40.0));

        Assert.Equal([0], Rows("product.size == \"m\"", TestProducts.Alone, columns));
        Assert.Equal([1], Rows("product.size > 41", TestProducts.Alone, columns));
        Assert.Equal(
            [("size", AttributeKind.Number, 2), ("size", AttributeKind.Text, 1)],
            columns.Schema.Attributes.Select(use => (use.Name, use.Kind, use.Products)));
        var warning = Assert.Single(Filter.Parse("has(product.size)").Bind(columns.Schema).Warnings);
        Assert.Equal(
            "'size' is a number in 2 products and a text in 1 product: those of another kind count as without it. "
                + "Here it is read as a number.",
            warning.Message);
    }

    [Fact]
    public void OwnAttribute_NamedAsABuiltInOne_IsReachedByAttributes()
    {
        var columns = TestProducts.Table(TestProducts.Plain with
        {
            Price = 1,
            Attributes = AttributeSet.Of([KeyValuePair.Create("price", AttributeValue.Of("cheap"))]),
        });

        const string Text = "product.price == 1 && product.attributes.price == \"cheap\"";
        Assert.Equal([0], Rows(Text, TestProducts.Alone, columns));
    }

    [Theory]
    [InlineData("product.brand == \"Peñonn\"", 1, 18, "No product has the brand \"Peñonn\". Did you mean Peñón?")]
    [InlineData("\"Sony\" != product.brand", 1, 1, "No product has the brand \"Sony\".")]
    [InlineData("\"Limaa\" in product.stores", 1, 1, "No product names the store \"Limaa\". Did you mean Lima?")]
    [InlineData("\"vp\" in product.groups", 1, 1, "No product names the group \"vp\". Did you mean vip?")]
    [InlineData("product.active &&\nproduct.brand in [\"penon\", \"pennon\"]", 2, 28, "Did you mean Peñón?")]
    [InlineData("product.category.under(\"Hogar > Cosina\")", 1, 24, "Cosina\". Did you mean Hogar > Cocina")]
    [InlineData("product.category.under(\"Cosina\")", 1, 24, "Did you mean Cocina")]
    [InlineData("product.category == \"Hogar\"", 1, 21, "Some are below it: write product.category.under(…).")]
    public void Bind_ValueThatNoProductHas_Warns(string text, int line, int column, string message)
    {
        var warning = Assert.Single(Filter.Parse(text).Bind(Schema).Warnings);

        Assert.Equal((line, column), (warning.Line, warning.Column));
        Assert.Contains(message, warning.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bind_ValuesThatProductsHave_WarnsOfNothing() => Assert.Empty(
        Filter.Parse(
            "product.brand == \"penon\" && product.category.under(\"hogar\") && \"VIP\" in product.groups "
            + "&& \"lima\" in product.stores").Bind(Schema).Warnings);

    [Fact]
    public void Bind_StoreWhereProductsNameNone_WarnsOfNothing() => Assert.Empty(
        Filter.Parse("\"lima\" in product.stores").Bind(TestProducts.Table(TestProducts.Plain).Schema).Warnings);

    [Theory]
    [InlineData("product.price < 3", false, false, false)]
    [InlineData("product.brand == context.brand", true, false, false)]
    [InlineData("user.attributes.vip", false, true, false)]
    [InlineData("product.age_days < 3", false, false, true)]
    [InlineData("product.added_at > now", false, false, true)]
    public void Needs_OfAFilter_AreWhatItReads(string text, bool context, bool user, bool now)
    {
        var filter = Filter.Parse(text).Bind(Schema);

        Assert.Equal((context, user, now), (filter.NeedsContext, filter.NeedsUser, filter.NeedsNow));
    }

    [Fact]
    public void Select_TableOfAnotherOwner_AsksWhatThatOneHas()
    {
        var filter = Filter.Parse("product.color == \"añil\" || product.weight > 5").Bind(Schema);
        var found = new RowSet();

        filter.Select(TestProducts.Table(TestProducts.Plain, TestProducts.Pot), TestProducts.Alone, found);
        Assert.Equal([1], found.ToArray());

        filter.Select(TestProducts.Table(TestProducts.Plain), TestProducts.Alone, found);
        Assert.True(found.IsEmpty);
    }

    [Fact]
    public void Narrow_SetOfAnotherNumberOfRows_IsRefused() => Assert.Throws<ArgumentException>(
        () => Filter.Parse("product.active").Bind(Schema).Narrow(Columns, TestProducts.Alone, RowSet.Of(1, [])));

    private static Product Sized(object size) => TestProducts.Plain with
    {
        Attributes = AttributeSet.Of(
        [
            KeyValuePair.Create(
                "size", size is string text ? AttributeValue.Of(text) : AttributeValue.Of((double)size)),
        ]),
    };

    /// <summary>The rows found, after it is checked that each product says the same of itself.</summary>
    private static int[] Rows(string text, FilterContext context, ProductColumns? columns = null)
    {
        columns ??= Columns;
        var filter = Filter.Parse(text).Bind(columns.Schema);
        var found = new RowSet();
        filter.Select(columns, context, found);
        if (ReferenceEquals(columns, Columns))
        {
            Assert.Equal(filter.Matches(TestProducts.Pot, context), found.Contains(0));
            Assert.Equal(filter.Matches(TestProducts.Plain, context), found.Contains(1));
            Assert.False(found.Contains(2));
        }

        return found.ToArray();
    }
}
