using Ayni.Domain.Catalog;
using Ayni.Domain.Interactions;
using Ayni.Storage;
using Ayni.Trainer.Tests.CommandLine;

namespace Ayni.Trainer.Tests.Import;

/// <summary>
/// Four shops bring their files as they have them: one command, no mapping, everything kept, right values.
/// </summary>
public sealed class FourShopsTests
{
    [Fact]
    public async Task Import_HeaderlessTabsBesideBars_KeepsEverything()
    {
        using var workspace = new Workspace();
        var events = workspace.Write("eventos.txt", string.Concat(Enumerable.Range(0, 200).Select(at =>
            $"{10_000 + (at % 17)}\t{700 + (at % 23)}\t{(at % 5 == 0 ? "compra" : "vista")}\t"
            + $"{new DateTime(2026, 1, 1).AddHours(at * 7):yyyy-MM-dd HH:mm:ss}\n")));
        var products = workspace.Write("catalogo.txt", string.Concat(Enumerable.Range(0, 23).Select(at =>
            $"{700 + at}|Olla número {at}|{(at % 3 == 0 ? "Cocina" : "Hogar")}|{at},95 €\n")));

        var (log, catalogue) = await ImportAsync(workspace, events, products);

        Assert.Equal(200, log.Count);
        Assert.Equal(
            ("10000", "700", InteractionType.Purchase, new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero)),
            (log[0].UserId, log[0].ProductId, log[0].Type, log[0].Timestamp));
        Assert.Equal(("10001", "701", InteractionType.View), (log[1].UserId, log[1].ProductId, log[1].Type));
        Assert.Equal(23, catalogue.Count);
        Assert.Equal(
            ("Olla número 5", "Hogar", 5.95m, "EUR"),
            (catalogue["705"].Name, catalogue["705"].Category, catalogue["705"].Price, catalogue["705"].Currency));
    }

    [Fact]
    public async Task Import_SemicolonsOfLatin1InSpanish_KeepsEverything()
    {
        using var workspace = new Workspace();
        var events = workspace.Write(
            "ventas.csv",
            "Nº Pedido;Código Cliente;Código Artículo;Descripción;Cantidad;Importe;Fecha\r\n"
            + string.Concat(Enumerable.Range(0, 120).Select(at =>
                $"{5_000 + (at / 2)};{(at % 4 < 2 ? "añá" : "añé")};A-{at % 9};Plancha niña;{1 + (at % 3)};"
                + $"{(at % 3 == 0 ? "1.234,50" : "1,17")} €;{new DateTime(2026, 1, 1).AddDays(at):dd/MM/yyyy}\r\n")),
            TextOnDisk.Windows1252);
        var products = workspace.Write(
            "articulos.csv",
            "Código;Descripción;Familia;Marca;PVP\r\n" + string.Concat(Enumerable.Range(0, 9).Select(at =>
                $"A-{at};Plancha niña {at};Baño;Señorío;{(at == 0 ? "1.234,50 €" : "1,17 €")}\r\n")),
            TextOnDisk.Windows1252);

        var (log, catalogue) = await ImportAsync(workspace, events, products);

        Assert.Equal(120, log.Count);
        Assert.Equal(["añá", "añé"], log.Select(one => one.UserId).Distinct());
        Assert.All(log, one => Assert.Equal(InteractionType.Purchase, one.Type));
        Assert.Equal(
            (new DateTimeOffset(2026, 1, 2, 0, 0, 0, TimeSpan.Zero), 2.0, "A-1", "5000"),
            (log[1].Timestamp, log[1].Score, log[1].ProductId, log[1].OrderId));
        Assert.Equal(
            ("Plancha niña 0", "Baño", "Señorío", 1_234.50m, "EUR"),
            (catalogue["A-0"].Name, catalogue["A-0"].Category, catalogue["A-0"].Brand, catalogue["A-0"].Price,
                catalogue["A-0"].Currency));
        Assert.Equal(1.17m, catalogue["A-1"].Price);
    }

    [Fact]
    public async Task Import_WorkbooksWithSoles_KeepsEverything()
    {
        using var workspace = new Workspace();
        var events = Workbook.Write(
            workspace, "compras.xlsx",
            [
                ["Cliente", "SKU", "Fecha y hora", "Unidades"],
                .. Enumerable.Range(0, 60).Select(at => new object?[]
                {
                    (double)(90 + (at % 7)), $"SKU{at % 5}", new DateTime(2026, 2, 1, 10, 0, 0).AddHours(at),
                    1 + (at % 2),
                }),
            ]);
        var products = Workbook.Write(
            workspace, "productos.xlsx",
            [
                ["SKU", "Nombre", "Categoría", "Precio", "Stock"],
                .. Enumerable.Range(0, 5).Select(at => new object?[]
                {
                    $"SKU{at}", $"Chompa {at}", "Ropa", $"S/ {12 + at}.90", 10.0 * at,
                }),
            ]);

        var (log, catalogue) = await ImportAsync(workspace, events, products);

        Assert.Equal(60, log.Count);
        Assert.Equal(
            ("91", "SKU1", InteractionType.Purchase, 2.0, new DateTimeOffset(2026, 2, 1, 11, 0, 0, TimeSpan.Zero)),
            (log[1].UserId, log[1].ProductId, log[1].Type, log[1].Score ?? 0, log[1].Timestamp));
        Assert.Equal(
            ("Chompa 0", "Ropa", 12.90m, "PEN", 0),
            (catalogue["SKU0"].Name, catalogue["SKU0"].Category, catalogue["SKU0"].Price, catalogue["SKU0"].Currency,
                catalogue["SKU0"].Stock));
    }

    [Fact]
    public async Task Import_JsonArrayOfProductsAlone_KeepsEverything()
    {
        using var workspace = new Workspace();
        var products = workspace.Write(
            "catalogue.json",
            "[\n" + string.Join(",\n", Enumerable.Range(1, 30).Select(at =>
                $$"""
                  {"id": "p{{at}}", "title": "Lámpara {{at}}", "category": "Luz", "price": {{at}}.5, "currency": "EUR",
                   "tags": ["led", "nuevo"], "specs": {"watts": {{at}} } }
                """)) + "\n]\n");

        var (log, catalogue) = await ImportAsync(workspace, products);

        Assert.Empty(log);
        Assert.Equal(30, catalogue.Count);
        var lamp = catalogue["p7"];
        Assert.Equal(("Lámpara 7", "Luz", 7.5m, "EUR"), (lamp.Name, lamp.Category, lamp.Price, lamp.Currency));
        Assert.Equal(TextSet.Of("led", "nuevo"), lamp.Tags);
        Assert.Equal(7, lamp.Attributes["specs_watts"]?.Number);
    }

    private static async Task<(List<Interaction> Log, Dictionary<string, Product> Catalogue)> ImportAsync(
        Workspace workspace, params string[] files)
    {
        var run = await CommandLineRun.OfAsync(
            ["import", .. files, "--yes", "--data", workspace.Data, "--json"]);

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Equal(0, run.Json.GetProperty("interactions").GetProperty("refused").GetInt64());
        await using var stores = await AyniStorage.OpenAsync(
            new StorageOptions { DataDirectory = workspace.Data }, TimeProvider.System);
        var log = await stores.Log.ReadAsync(0, 1_000);
        var products = await stores.Catalog.GetPageAsync(null, 1_000);
        return (
            [.. log.Select(one => one.Interaction)],
            products.ToDictionary(product => product.ProductId, StringComparer.Ordinal));
    }
}
