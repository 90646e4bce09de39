using Ayni.Data.Import;
using Ayni.Domain.Errors;
using Ayni.Storage;

namespace Ayni.Trainer.Tests.Import;

public class DataImporterTests
{
    private const string Rows = ImportFixture.RetailHeader
        + "1,A1,LAMP,5,2011-01-01 10:00:00,1.50,7,UK\n"
        + "1,A1,LAMP,5,2011-01-01 10:00:00,1.50,7,UK\n"
        + "2,A2,VASE,1,2011-01-02 10:00:00,2.50,8,UK\n"
        + "C3,A2,VASE,-1,2011-01-03 10:00:00,2.50,8,UK\n";

    [Fact]
    public async Task Import_Twice_ChangesNothing()
    {
        using var workspace = new Workspace();
        var path = workspace.Write("retail.csv", Rows);
        await using var stores = await OpenAsync(workspace);
        var importer = new DataImporter(stores.Log, stores.Catalog);
        var mapping = ImportMapping.Load("online-retail");

        var first = await importer.ImportAsync(path, null, mapping, new ImportOptions());
        var second = await importer.ImportAsync(path, null, mapping, new ImportOptions());

        Assert.Equal((3, 0), (first.Log.Appended, first.Log.Duplicates));
        Assert.Equal((0, 3), (second.Log.Appended, second.Log.Duplicates));
        Assert.Equal(first.Interactions.Kept, second.Log.Appended + second.Log.Duplicates);
        Assert.Equal(3, await stores.Log.GetHeadAsync());
        Assert.Equal(2, await stores.Catalog.CountAsync());
    }

    [Fact]
    public async Task Import_WithProductsFile_MergesItWithWhatTheRowsSay()
    {
        using var workspace = new Workspace();
        var rows = workspace.Write(
            "transactions.csv",
            "\"household_id\",\"basket_id\",\"product_id\",\"quantity\",\"sales_value\",\"transaction_timestamp\"\n"
            + "\"1\",\"b1\",\"p1\",2,5,2017-01-28 14:06:53\n"
            + "\"1\",\"b1\",\"p3\",1,3,2017-01-28 14:06:53\n"
            + "\"1\",\"b2\",\"p1\",0,0,2017-01-28 14:06:53\n");
        var products = workspace.Write(
            "products.csv",
            "\"product_id\",\"department\",\"brand\",\"product_category\",\"product_type\",\"package_size\"\n"
            + "\"p1\",\"GROCERY\",\"National\",\"ICE\",\"ICE - CUBED\",\"22 LB\"\n"
            + "\"p2\",\"GROCERY\",\"Private\",NA,NA,NA\n"
            + ",\"GROCERY\",\"Private\",NA,NA,NA\n");
        await using var stores = await OpenAsync(workspace);

        var result = await new DataImporter(stores.Log, stores.Catalog).ImportAsync(
            rows, products, ImportMapping.Load("complete-journey"), new ImportOptions());

        Assert.Equal((3L, 2L), (result.Interactions.Read, result.Interactions.Kept));
        Assert.Equal((3L, 2L, 1L), (result.Products!.Read, result.Products.Kept, result.Products.Refused));
        var stored = await stores.Catalog.GetAsync(["p1", "p2", "p3"]);
        Assert.Equal(
            [
                ("p1", "ICE - CUBED 22 LB", "GROCERY > ICE > ICE - CUBED", 2.50m, "USD"),
                ("p2", "GROCERY", "GROCERY", null, null),
                ("p3", "p3", null, 3m, "USD"),
            ],
            stored.Select(one => (one.ProductId, one.Name, one.Category, one.Price, one.Currency)));
        var logged = Assert.Single(await stores.Log.ReadAsync(0, 1));

        // 14:06 in a place five hours behind.
        Assert.Equal(19, logged.Interaction.Timestamp.Hour);
    }

    [Fact]
    public async Task Import_PricesWithoutACurrency_AreRefusedWithBothRemediesBeforeAnythingIsRead()
    {
        using var workspace = new Workspace();
        var mapping = ImportMapping.Load(workspace.Write(
            "map.json",
            """
            {"name":"m","interactions":{"type":"view","columns":{"user":"u","product":"p","timestamp":"t"}},
             "products":{"from_interactions":{"price":"price"}}}
            """));
        var path = workspace.Write("rows.csv", "u,p,t,price\na,b,2026-01-01,2\n");
        await using var stores = await OpenAsync(workspace);
        var importer = new DataImporter(stores.Log, stores.Catalog);

        var refusal = await Assert.ThrowsAsync<AyniException>(
            () => importer.ImportAsync(path, null, mapping, new ImportOptions()));
        var head = await stores.Log.GetHeadAsync();
        await importer.ImportAsync(path, null, mapping, new ImportOptions { Currency = "EUR" });

        Assert.Contains("--currency", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("products.currency", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(0, head);
        Assert.Equal("EUR", Assert.Single(await stores.Catalog.GetAsync(["b"])).Currency);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => importer.ImportAsync(path, null, mapping, new ImportOptions { Currency = "euro" }));
    }

    [SkippableFact]
    public async Task Import_OnlineRetail_AccountsForEveryLine()
    {
        var path = SharedData.Find("online-retail/online_retail.csv.gz");
        Skip.If(path is null, SharedData.AbsentReason);
        using var workspace = new Workspace();
        await using var stores = await OpenAsync(workspace);

        var result = await new DataImporter(stores.Log, stores.Catalog).ImportAsync(
            path, null, ImportMapping.Load("online-retail"), new ImportOptions());

        var report = result.Interactions;
        Assert.Equal((541_909L, 396_337L, 145_572L), (report.Read, report.Kept, report.Refused));
        Assert.Equal(
            [
                new("cancellation", 9_288),
                new("no_user", 134_697),
                new("not_a_product", 1_554),
                new("price_not_positive", 33),
            ],
            report.Reasons);
        Assert.Equal((396_337L, 0L), (result.Log.Appended, result.Log.Duplicates));
        Assert.Equal(3_798, result.ProductsWritten);
        var heart = Assert.Single(await stores.Catalog.GetAsync(["85123A"]));
        Assert.Equal(("WHITE HANGING HEART T-LIGHT HOLDER", "GBP"), (heart.Name, heart.Currency));
    }

    [SkippableFact]
    public void Read_CompleteJourneySample_AccountsForEveryLine()
    {
        var path = SharedData.Find("complete-journey/transactions_sample.csv.gz");
        var products = SharedData.Find("complete-journey/products.csv.gz");
        Skip.If(path is null || products is null, SharedData.AbsentReason);

        var (kept, report) = ImportFixture.Read(path, "complete-journey");
        using var catalogue = new ProductFile(products, ImportMapping.Load("complete-journey"), new ImportOptions());

        ImportFixture.AssertBalanced(kept, report);
        Assert.Equal((75_000L, 74_471L), (report.Read, report.Kept));
        var stored = catalogue.Read().ToList();
        Assert.Equal(92_331, stored.Count);
        Assert.Equal(0, catalogue.Report.Refused);
        var ice = stored.Single(product => product.ProductId == "25671");
        Assert.Equal("GROCERY > FRZN ICE > ICE - CRUSHED/CUBED", ice.Category);
        Assert.Equal(("National", "22 LB"), (ice.Brand, ice.Attributes["package_size"]?.Text));
    }

    private static Task<AyniStorage> OpenAsync(Workspace workspace)
        => AyniStorage.OpenAsync(new StorageOptions { DataDirectory = workspace.Data }, TimeProvider.System);
}
