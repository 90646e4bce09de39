using Ayni.Data.Import;
using Ayni.Domain.Interactions;

namespace Ayni.Trainer.Tests.Import;

public class OnlineRetailRulesTests
{
    [Fact]
    public void Read_OrdinaryLine_IsAPurchase()
    {
        var (kept, report) = ImportFixture.ReadRetail(
            "536365,85123a,WHITE HANGING HEART,6,2010-12-01 08:26:00,2.55,17850,United Kingdom\n");

        var purchase = Assert.Single(kept);
        Assert.Equal(
            new Interaction
            {
                EventId = "online-retail:536365:85123a:1",
                UserId = "17850",
                ProductId = "85123A",
                Type = InteractionType.Purchase,
                Score = 6,
                Timestamp = new DateTimeOffset(2010, 12, 1, 8, 26, 0, TimeSpan.Zero),
                OrderId = "536365",
            },
            purchase);
        Assert.Equal(1, report.Read);
    }

    [Theory]
    [InlineData("C536379,22632,HAND WARMER,-1,2010-12-01 09:41:00,2.10,14527,UK", "cancellation")]
    [InlineData("536544,22632,HAND WARMER,1,2010-12-01 14:32:00,2.10,,UK", "no_user")]
    [InlineData("536370,POST,POSTAGE,3,2010-12-01 08:45:00,18.00,12583,France", "not_a_product")]
    [InlineData("536370,m,Manual,3,2010-12-01 08:45:00,18.00,12583,France", "not_a_product")]
    [InlineData("536370,BANK CHARGES,Bank Charges,1,2010-12-01 08:45:00,15,12583,UK", "not_a_product")]
    [InlineData("536370,gift_0001_40,Gift Voucher,1,2010-12-01 08:45:00,34.04,12583,UK", "not_a_product")]
    [InlineData("536370,TEST001,This is a test,1,2010-12-01 08:45:00,4.5,12583,UK", "not_a_product")]
    [InlineData("536370,22632,HAND WARMER,0,2010-12-01 08:45:00,2.10,12583,UK", "quantity_not_positive")]
    [InlineData("536370,22632,HAND WARMER,-3,2010-12-01 08:45:00,2.10,12583,UK", "quantity_not_positive")]
    [InlineData("536370,22632,HAND WARMER,1,2010-12-01 08:45:00,0.0,12583,UK", "price_not_positive")]
    [InlineData("536370,22632,HAND WARMER,some,2010-12-01 08:45:00,2.10,12583,UK", "not_a_number")]
    [InlineData("536370,22632,HAND WARMER,1,2010-13-41 08:45:00,2.10,12583,UK", "bad_time")]
    [InlineData("536370,22632,HAND WARMER,1,,2.10,12583,UK", "bad_time")]
    [InlineData("536370,,HAND WARMER,1,2010-12-01 08:45:00,2.10,12583,UK", "no_product")]
    [InlineData("536370,22632,HAND WARMER,1,2010-12-01 08:45:00,2.10,12583", "malformed")]
    [InlineData("536370,22632,HAND \"WARMER\",1,2010-12-01 08:45:00,2.10,12583,UK", "malformed")]
    [InlineData("", "blank_line")]
    public void Read_BadLine_IsRefusedForItsReason(string line, string reason)
    {
        var good = "536365,85123A,HEART,6,2010-12-01 08:26:00,2.55,17850,UK";

        var (kept, report) = ImportFixture.ReadRetail($"{good}\n{line}\n{good}\n");

        ImportFixture.AssertBalanced(kept, report);
        Assert.Equal(2, kept.Count);
        Assert.Equal([new(reason, 1)], report.Reasons);
        var bad = Assert.Single(report.Rows);
        Assert.Equal((3, reason), (bad.Line, bad.Reason));
    }

    [Fact]
    public void Read_BadLine_NamesColumnAndValue()
    {
        var (_, report) = ImportFixture.ReadRetail("536370,POST,POSTAGE,3,2010-12-01 08:45:00,18.00,12583,France\n");

        Assert.Equal(new BadRow(2, "StockCode", "POST", "not_a_product"), Assert.Single(report.Rows));
    }

    [Fact]
    public void Read_ManyBadLines_QuotesTheFirstOfEachReason()
    {
        var fee = "536370,POST,POSTAGE,3,2010-12-01 08:45:00,18.00,12583,France\n";
        var guest = "536370,22632,HAND WARMER,3,2010-12-01 08:45:00,18.00,,France\n";

        var (_, report) = ImportFixture.ReadRetail(
            fee + fee + fee + guest + guest + guest, new ImportOptions { BadRowsPerReason = 2 });

        Assert.Equal([2, 3, 5, 6], report.Rows.Select(row => row.Line));
        Assert.Equal(6, report.Refused);
    }

    [Fact]
    public void Read_LineRepeatedInAnInvoice_StaysTwoEvents()
    {
        var line = "536365,85123A,HEART,6,2010-12-01 08:26:00,2.55,17850,UK\n";

        var (kept, _) = ImportFixture.ReadRetail(line + line);

        Assert.Equal(
            ["online-retail:536365:85123A:1", "online-retail:536365:85123A:2"], kept.Select(one => one.EventId));
    }

    [Fact]
    public void Read_CancellationsNetted_TakeFromTheNewestPurchasesBefore()
    {
        var (kept, report) = ImportFixture.ReadRetail(
            """
            1,A1,THING,5,2011-01-01 10:00:00,1,7,UK
            2,A1,THING,3,2011-01-02 10:00:00,1,7,UK
            3,A1,THING,9,2011-01-05 10:00:00,1,7,UK
            4,A1,THING,4,2011-01-02 10:00:00,1,8,UK
            C5,A1,THING,-4,2011-01-03 10:00:00,1,7,UK

            """,
            new ImportOptions { Cancellations = CancellationHandling.Net });

        ImportFixture.AssertBalanced(kept, report);
        Assert.Equal([("1", 4.0), ("3", 9.0), ("4", 4.0)], kept.Select(one => (one.OrderId, one.Score ?? 0)));
        Assert.Equal(
            [new(ImportReasons.Cancellation, 1), new(ImportReasons.CancelledLater, 1)], report.Reasons);
        Assert.Contains(report.Rows, row => row is { Line: 3, Reason: ImportReasons.CancelledLater });
    }

    [Fact]
    public void Products_FromRows_MostFrequentNameAndMedianPrice()
    {
        using var workspace = new Workspace();
        var path = workspace.Write("retail.csv", ImportFixture.RetailHeader +
            """
            1,a1,OLD NAME,5,2011-01-01 10:00:00,1.00,7,UK
            2,A1,NAME,5,2011-01-02 10:00:00,9.00,7,UK
            3,A1,NAME,5,2011-01-03 10:00:00,2.00,,UK
            4,A1,wrong,5,2011-01-04 10:00:00,0.00,,UK
            5,POST,POSTAGE,5,2011-01-04 10:00:00,9.00,7,UK

            """);
        using var file = new InteractionFile(path, ImportMapping.Load("online-retail"), new ImportOptions());

        Assert.Equal(2, file.Read().Count());

        // A guest's line says what a product is called all the same; a line refused otherwise says nothing.
        var product = Assert.Single(file.Products);
        Assert.Equal(("A1", "NAME", 2.00m, "GBP"), (product.ProductId, product.Name, product.Price, product.Currency));
    }
}
