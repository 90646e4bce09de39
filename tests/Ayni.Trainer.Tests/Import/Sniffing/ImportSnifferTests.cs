using Ayni.Data.Import;
using Ayni.Data.Import.Sniffing;
using Ayni.Domain.Interactions;
using Xunit.Abstractions;

namespace Ayni.Trainer.Tests.Import.Sniffing;

public sealed class ImportSnifferTests(ITestOutputHelper output)
{
    /// <summary>Shops looked at.</summary>
    private const int Shops = 200;

    /// <summary>
    /// Share that must need no answer. The others have neither header nor types: an unnamed column of small numbers may
    /// be pieces or stars.
    /// </summary>
    private const double LeastFound = 0.8;

    [Fact]
    public void Look_ShopsOfManyDialects_FindsOrAsksAndIsNeverSilentlyWrong()
    {
        var wrong = new List<string>();
        var asked = new Dictionary<string, int>(StringComparer.Ordinal);
        var found = 0;
        for (var seed = 0; seed < Shops; seed++)
        {
            var shop = new DialectShop(seed);
            using var workspace = new Workspace();
            var events = workspace.Write("a.txt", shop.EventsText, shop.Encoding);
            var products = workspace.Write("b.txt", shop.ProductsText, shop.Encoding);

            var hints = new SniffHints { Currency = shop.NeedsCurrency ? shop.Currency : null };
            var plan = ImportSniffer.Look([events, products], [], hints);
            if (plan.Questions.Count == 0)
                found++;
            foreach (var question in plan.Questions)
            {
                var option = question.Remedy.Split(' ')[0];
                asked[option] = asked.GetValueOrDefault(option) + 1;
                plan = ImportSniffer.Look(
                    [events, products],
                    [],
                    hints with { Type = InteractionType.Purchase, IsDayFirst = shop.IsDayFirst });
            }

            if ((plan.Questions.Count > 0 ? plan.Questions[0].Text : Problem(shop, plan)) is { } problem)
                wrong.Add($"{seed} {shop}: {problem}");
        }

        output.WriteLine($"{found} of {Shops} found; asked: {string.Join(", ", asked)}");
        Assert.Empty(wrong);
        Assert.True(found >= Shops * LeastFound, $"{found} of {Shops} found; asked: {string.Join(", ", asked)}");
    }

    [Theory]
    [InlineData("01/02/2026", null, "d/M")]
    [InlineData("13/02/2026", true, "d/M/yyyy H:mm")]
    [InlineData("02/13/2026", false, "M/d/yyyy H:mm")]
    public void Look_DayOrMonthFirst_IsDecidedByADayOverTwelveOrAsked(string last, bool? isDayFirst, string format)
    {
        using var workspace = new Workspace();
        var rows = Enumerable.Range(0, 50).Select(at =>
            $"u{at % 7},p{at % 5},0{1 + (at % 9)}/0{1 + (at % 8)}/2026 10:00\n");
        var path = workspace.Write(
            "ventas.csv", "cliente,producto,fecha\n" + string.Concat(rows) + $"u1,p1,{last} 10:00\n");

        var open = ImportSniffer.Look([path], [], new SniffHints());
        var said = ImportSniffer.Look([path], [], new SniffHints { IsDayFirst = isDayFirst ?? true });

        if (isDayFirst is null)
            Assert.Contains("--dates day-first", Assert.Single(open.Questions).Remedy, StringComparison.Ordinal);
        else
            Assert.Empty(open.Questions);
        Assert.Empty(said.Questions);
        Assert.StartsWith(
            format, Assert.Single(said.Mapping!.Interactions!.TimestampFormats), StringComparison.Ordinal);
    }

    [Fact]
    public void Look_DaysOverTwelveOnlyLateInAFileInOrder_AreSeen()
    {
        using var workspace = new Workspace();
        var rows = Enumerable.Range(0, 60_000).Select(at =>
            $"u{at % 700},p{at % 50},{new DateTime(2026, 5, 1).AddMinutes(at):d/M/yyyy H:mm}\n");
        var path = workspace.Write("ventas.csv", "cliente,producto,fecha\n" + string.Concat(rows));

        var plan = ImportSniffer.Look([path], [], new SniffHints());

        Assert.Empty(plan.Questions);
        Assert.Equal(["d/M/yyyy H:mm"], plan.Mapping!.Interactions!.TimestampFormats);
    }

    [Theory]
    [InlineData("1.234", "2.500", "--decimal")]
    [InlineData("$ 12.90", "$ 3.50", "--currency")]
    [InlineData("12.90", "3.50", "--currency")]
    [InlineData("€ 12.90", "S/ 3.50", "--currency")]
    [InlineData("12,90 €", "3.50 €", "--decimal")]
    public void Look_PricesThatSayTooLittle_AreAsked(string first, string second, string option)
    {
        using var workspace = new Workspace();
        var path = workspace.Write("p.csv", $"id;name;price\na;Olla grande;{first}\nb;Vaso chico;{second}\n");

        var plan = ImportSniffer.Look([path], [], new SniffHints());

        Assert.Contains(plan.Questions, question => question.Remedy.StartsWith(option, StringComparison.Ordinal));
    }

    [Fact]
    public void Look_TypesThatAreNotKnown_AreSaid()
    {
        using var workspace = new Workspace();
        var rows = Enumerable.Range(0, 30).Select(at =>
            $"u{at % 7},p{at % 5},2026-01-0{1 + (at % 9)},{(at % 3 == 0 ? "regalo" : "compra")}\n");
        var path = workspace.Write("e.csv", "user,product,date,type\n" + string.Concat(rows));

        var plan = ImportSniffer.Look([path], [], new SniffHints());

        Assert.Empty(plan.Questions);
        Assert.Contains(plan.Notes, note => note.Contains("'regalo'", StringComparison.Ordinal));
        Assert.Equal(
            InteractionType.Purchase, Assert.Single(plan.Mapping!.Interactions!.TypeValues).Value);
    }

    [Fact]
    public void Look_MappingWritten_ReadsTheSameWhenLoaded()
    {
        var shop = new DialectShop(5);
        using var workspace = new Workspace();
        var events = workspace.Write("a.txt", shop.EventsText, shop.Encoding);
        var products = workspace.Write("b.txt", shop.ProductsText, shop.Encoding);
        var plan = ImportSniffer.Look([events, products], [], new SniffHints { Currency = shop.Currency });

        var loaded = ImportMapping.Load(workspace.Write("map.json", plan.Mapping!.ToJson()));

        Assert.Empty(plan.Questions);
        Assert.Null(Problem(shop, plan with { Mapping = loaded }));
    }

    [Theory]
    [InlineData("CustomerID", "customer id")]
    [InlineData("Código del cliente", "codigo cliente")]
    [InlineData("id_producto", "id producto")]
    [InlineData("Nº Pedido", "nº pedido")]
    public void Of_Names_AreTheirPlainWords(string name, string words)
        => Assert.Equal(words, string.Join(' ', ColumnWords.Of(name)));

    private static string? Problem(DialectShop shop, ImportPlan plan)
    {
        using var file = new InteractionFile(plan.Files.Interactions, plan.Mapping!, new ImportOptions());
        var kept = file.Read().ToList();
        if (kept.Count != shop.Events.Count)
            return $"{kept.Count} interactions of {shop.Events.Count}: {string.Join(", ", file.Report.Reasons)}";
        foreach (var (one, truth) in kept.Zip(shop.Events))
        {
            if ((one.UserId, one.ProductId, one.Type) != (truth.User, truth.Product, truth.Type)
                || Math.Abs((one.Timestamp - truth.Time).TotalSeconds) >= 60)
                return $"{one} is not {truth}";
        }

        using var products = new ProductFile(plan.Files.Products, plan.Mapping!, new ImportOptions());
        var catalogue = products.Read().ToList();
        if (catalogue.Count != shop.Products.Count)
            return $"{catalogue.Count} products: {string.Join(", ", products.Report.Reasons)}";
        foreach (var (one, truth) in catalogue.Zip(shop.Products))
        {
            if ((one.ProductId, one.Price, one.Currency) != (truth.Id, truth.Price, shop.Currency))
                return $"{one} is not {truth} {shop.Currency}";
        }

        return null;
    }
}
