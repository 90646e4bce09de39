using Ayni.Data.Generation;
using Ayni.Domain.Interactions;

namespace Ayni.Trainer.Tests.Generation;

public class ShopGeneratorTests(ShopFixture fixture) : IClassFixture<ShopFixture>
{
    private static readonly TimeSpan Lima = TimeSpan.FromHours(-5);

    [Fact]
    public void Generate_SameSeed_SameShop()
    {
        var options = new ShopOptions { Seed = 3, Users = 60, Products = 40, Events = 2_000, Days = 30 };

        var (one, two) = (ShopGenerator.Generate(options), ShopGenerator.Generate(options));

        Assert.Equal(one.Users, two.Users);
        Assert.Equal(one.Products, two.Products);
        Assert.Equal(one.Events, two.Events);
        Assert.Equal(one.Events, one.Events);
    }

    [Fact]
    public void Generate_OtherSeed_OtherShop()
    {
        var options = new ShopOptions { Users = 60, Products = 40, Events = 200, Days = 30 };

        var (one, two) = (ShopGenerator.Generate(options), ShopGenerator.Generate(options with { Seed = 2 }));

        Assert.NotEqual(one.Users, two.Users);
        Assert.NotEqual(one.Products, two.Products);
        Assert.NotEqual(one.Events, two.Events);
    }

    [Theory]
    [InlineData(0, 100, 10, 10)]
    [InlineData(10, 13, 10, 10)]
    [InlineData(10, 100, -1, 10)]
    [InlineData(10, 100, 10, 0)]
    public void Generate_OptionOutOfRange_IsRefused(int users, int products, long events, int days)
        => Assert.Throws<ArgumentOutOfRangeException>(() => ShopGenerator.Generate(
            new ShopOptions { Users = users, Products = products, Events = events, Days = days }));

    [Fact]
    public void Events_CountAndOrder_AreAsAsked()
    {
        var (events, options) = (fixture.Events, fixture.Shop.Options);
        var end = new DateTimeOffset(options.EndDate.AddDays(1).ToDateTime(TimeOnly.MinValue), Lima);

        Assert.Equal(options.Events, events.Count);
        Assert.Equal(events.Count, events.Select(one => one.EventId).Distinct().Count());
        var times = events.Select(one => one.Timestamp).ToList();
        Assert.Equal(times.Order(), times);
        Assert.True(events[0].Timestamp >= end.AddDays(-options.Days));
        Assert.True(events[^1].Timestamp < end);
    }

    [Fact]
    public void Products_Catalogue_IsWhatAShopWouldSend()
    {
        var products = fixture.Shop.Catalog.ToList();

        Assert.Equal(products.Count, products.Select(product => product.Name).Distinct().Count());
        Assert.Equal(14, fixture.Shop.Products.Select(product => product.Theme).Distinct().Count());
        Assert.All(products, product =>
        {
            Assert.Equal("PEN", product.Currency);
            Assert.True(product.Price > 0);
            Assert.True(product.ListPrice is null || product.ListPrice > product.Price);
            Assert.True(product.Stock >= 0);
            Assert.Contains(" > ", product.Category, StringComparison.Ordinal);
            Assert.EndsWith($"— {product.Brand}", product.Name, StringComparison.Ordinal);
            Assert.NotEmpty(product.Description!);
        });
        Assert.All(fixture.Shop.Products, product => Assert.NotEqual(product.Product.Name, product.EnglishName));
        Assert.Contains(products, product => product.Stock == 0);
        Assert.Contains(products, product => product.ListPrice is not null);
    }

    [Fact]
    public void Products_Families_DifferInTheVariantAlone()
    {
        var families = fixture.Shop.Catalog.Where(product => product.ParentId is not null)
            .GroupBy(product => product.ParentId).ToList();

        Assert.True(families.Count > 10, $"{families.Count} families.");
        Assert.All(families, family =>
        {
            Assert.True(family.Count() > 1);
            Assert.Single(family.Select(product => (product.Category, product.Brand)).Distinct());
            Assert.Single(family.Select(product => product.Description!.Split(", ")[0]).Distinct());
        });
    }

    [Fact]
    public void Products_CameBeforeTheFirstDay_AndHaveLabelsAndAttributes()
    {
        var products = fixture.Shop.Catalog.ToList();
        var first = new DateTimeOffset(
            fixture.Shop.Options.EndDate.AddDays(1 - fixture.Shop.Options.Days).ToDateTime(TimeOnly.MinValue), Lima);

        Assert.All(products, product =>
        {
            Assert.InRange(product.AddedAt!.Value, first.AddDays(-730), first);
            Assert.Equal(product.ListPrice is not null, product.Tags.Contains("oferta"));
            Assert.Contains(product.Attributes["variant"]!.Text!, product.Name, StringComparison.Ordinal);
            Assert.Equal(
                product.Description!.Contains("Garantía de un año", StringComparison.Ordinal),
                product.Attributes["warranty_months"]!.Number == 12);
        });
        Assert.True(products.Select(product => product.AddedAt).Distinct().Count() > 300);
    }

    [Fact]
    public void Users_Profiles_HaveSegmentCountryAndLanguage()
    {
        var users = fixture.Shop.Users;

        Assert.True(users.Select(user => user.Profile.Segment).Distinct().Count() >= 6);
        Assert.All(users, user => Assert.Equal("PE", user.Profile.Country));
        Assert.Equal(["en", "es"], users.Select(user => user.Profile.Language).Distinct().Order());
        Assert.True(users.Select(user => user.Name).Distinct().Count() > users.Count * 0.9);
    }

    [Fact]
    public void Events_Popularity_IsSkewed()
    {
        var counts = fixture.Events.Where(one => one.ProductId is not null).CountBy(one => one.ProductId!)
            .Select(pair => pair.Value).OrderDescending().ToList();

        var topTenth = counts.Take(fixture.Shop.Products.Count / 10).Sum() / (double)counts.Sum();

        Assert.InRange(topTenth, 0.3, 0.7);
    }

    [Fact]
    public void Events_HoursInLima_PeakInTheEvening()
    {
        var byHour = fixture.Events.CountBy(one => one.Timestamp.ToOffset(Lima).Hour).ToDictionary();

        Assert.True(byHour[20] > 8 * byHour[3], $"20 h: {byHour[20]}, 3 h: {byHour[3]}");
        Assert.True(byHour[13] > byHour[9]);
    }

    [Fact]
    public void Events_Seasons_ChristmasAndFiestasPatriasStandOut()
    {
        var byMonth = fixture.Events.CountBy(one => one.Timestamp.ToOffset(Lima).Month).ToDictionary();

        Assert.True(byMonth[12] > 1.4 * byMonth[2], $"December {byMonth[12]}, February {byMonth[2]}");
        Assert.True(byMonth[7] > 1.2 * byMonth[6], $"July {byMonth[7]}, June {byMonth[6]}");
    }

    [Fact]
    public void Events_Funnel_IsConsistent()
    {
        var seen = new HashSet<(string, string?, InteractionType)>();
        foreach (var one in fixture.Events)
        {
            InteractionType? before = one.Type switch
            {
                InteractionType.Cart => InteractionType.View,
                InteractionType.Purchase => InteractionType.Cart,
                InteractionType.Rating => InteractionType.Purchase,
                _ => null,
            };
            Assert.True(before is null || seen.Contains((one.UserId, one.ProductId, before.Value)), one.ToString());
            Assert.Equal(one.Type == InteractionType.Purchase, one.OrderId is not null);
            Assert.Equal(one.Type == InteractionType.Search, one.Query is not null);
            seen.Add((one.UserId, one.ProductId, one.Type));
        }

        var counts = fixture.Events.CountBy(one => one.Type).ToDictionary();
        Assert.True(counts[InteractionType.View] > counts[InteractionType.Cart]);
        Assert.True(counts[InteractionType.Cart] > counts[InteractionType.Purchase]);
        Assert.True(counts[InteractionType.Purchase] > counts[InteractionType.Rating]);
    }

    [Fact]
    public void Events_SoldOutProducts_AreNeverBought()
    {
        var soldOut = fixture.Shop.Catalog.Where(product => !product.IsAvailable)
            .Select(product => product.ProductId).ToHashSet();

        Assert.DoesNotContain(
            fixture.Events, one => one.Type == InteractionType.Purchase && soldOut.Contains(one.ProductId!));
    }
}
