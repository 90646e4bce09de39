using Ayni.Data.Import;
using Ayni.Data.Import.Sniffing;
using Ayni.Domain.Errors;
using Ayni.Domain.Interactions;

namespace Ayni.Trainer.Tests.Import;

/// <summary>Types of interactions that a shop named itself.</summary>
public sealed class OwnTypesTests
{
    private const string Events =
        """
        cliente,producto,fecha,evento
        a,p1,2026-01-02T10:00:00Z,view
        a,p1,2026-01-02T10:01:00Z,regalo
        b,p2,2026-01-03T10:00:00Z,Lista Boda
        b,p2,2026-01-03T10:02:00Z,REGALO
        c,p3,2026-01-04T10:00:00Z,suscripcion

        """;

    private static readonly TypeWeights Shop = TypeWeights.Of(new CustomInteractionType("regalo", 0.7));

    [Fact]
    public void Read_TypesThatTheShopHasOrTheMappingDeclares_AreKeptAndOthersSayHow()
    {
        var (kept, report) = Read(
            """
            "columns":{"user":"cliente","product":"producto","timestamp":"fecha","type":"evento"},
            "type_values":{"Lista Boda":"lista_boda"},"own_types":{"lista_boda":2}
            """,
            Shop);

        Assert.Equal(
            ["view", "regalo", "lista_boda", "regalo"], kept.Select(one => InteractionTypeNames.Of(one)));
        Assert.All(kept, one => Assert.Null(InteractionRules.ProblemOf(one)));
        var row = Assert.Single(report.Rows);
        Assert.Equal((6, "suscripcion", ImportReasons.UnknownType), (row.Line, row.Value, row.Reason));
        var remedy = ImportRemedies.Of(ImportReasons.UnknownType, report)!;
        Assert.Contains("\"own_types\": {\"suscripcion\": 0.5}", remedy, StringComparison.Ordinal);
        Assert.Contains("PUT /v1/interaction-types/suscripcion", remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_OneTypeOfTheShopsForAllRows_IsTaken()
    {
        var (kept, _) = Read(
            """
            "type":"regalo","columns":{"user":"cliente","product":"producto","timestamp":"fecha"}
            """,
            Shop);

        Assert.Equal(5, kept.Count);
        Assert.All(kept, one => Assert.Equal((InteractionType.Custom, "regalo"), (one.Type, one.CustomType)));
    }

    [Theory]
    [InlineData("\"type\":\"regalos\"", "Did you mean regalo?")]
    [InlineData("\"type\":\"regalos\"", "PUT /v1/interaction-types/regalos")]
    [InlineData("\"type\":\"purchse\"", "Did you mean purchase?")]
    [InlineData("\"type\":\"Lista Boda\"", "'Lista Boda' is no name of a type")]
    [InlineData("\"type\":\"view\",\"own_types\":{\"view\":1}", "'view' is built in")]
    [InlineData("\"type\":\"view\",\"own_types\":{\"boda\":1000}", "own_types.boda: 1000; it must be -100 to 100")]
    public void Read_TypesThatNobodyDeclared_AreRefusedBeforeTheFirstRow(string member, string said)
    {
        var refused = Assert.Throws<AyniException>(() => Read(
            member + ",\"columns\":{\"user\":\"cliente\",\"product\":\"producto\",\"timestamp\":\"fecha\"}", Shop));

        Assert.Equal(ErrorCodes.Invalid, refused.Code);
        Assert.Contains(said, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void OwnTypes_OfAMappingAndAShop_TheShopsWeightStaysAndIsSaid()
    {
        var mapping = Mapping(
            """
            "type":"view","own_types":{"regalo":3,"boda":-1},
            "columns":{"user":"cliente","product":"producto","timestamp":"fecha"}
            """).Interactions!;

        Assert.Equal(0.7, mapping.KnownTypes(Shop).Of("regalo"));
        Assert.Equal(new CustomInteractionType("boda", -1), Assert.Single(mapping.NewTypes(Shop)));
        Assert.Contains(
            "'regalo' keeps the weight 0.7", Assert.Single(mapping.OtherWeights(Shop)), StringComparison.Ordinal);
        Assert.Empty(mapping.OtherWeights(TypeWeights.Empty));
    }

    [Fact]
    public void ToJson_OwnTypes_AreReadAgain()
    {
        var mapping = Mapping(
            """
            "columns":{"user":"u","product":"p","timestamp":"t","type":"e"},
            "type_values":{"Boda":"boda","Compra":"purchase"},"own_types":{"boda":2.5}
            """);

        var again = ImportMapping.Parse(mapping.ToJson(), "again");

        Assert.Equal(mapping.ToJson(), again.ToJson());
        Assert.Equal(new RowType(InteractionType.Custom, "boda"), again.Interactions!.TypeValues["Boda"]);
        Assert.Equal(2.5, again.Interactions.OwnTypes.Of("boda"));
    }

    [Fact]
    public void Look_TypesOfTheShop_AreKnownAndOthersNameTheOptions()
    {
        using var workspace = new Workspace();
        var path = workspace.Write("e.csv", Events);

        var plan = ImportSniffer.Look([path], [], new SniffHints
        {
            ShopTypes = Shop,
            OwnTypes = TypeWeights.Of(new CustomInteractionType("lista_boda", 2)),
        });

        Assert.Empty(plan.Questions);
        var values = plan.Mapping!.Interactions!.TypeValues;
        Assert.Equal(new RowType(InteractionType.Custom, "lista_boda"), Assert.Single(values).Value);
        var note = Assert.Single(plan.Notes, note => note.Contains("none that is known", StringComparison.Ordinal));
        Assert.Contains("--type-value \"suscripcion=view\"", note, StringComparison.Ordinal);
        Assert.Contains("--own-type suscripcion=0.5", note, StringComparison.Ordinal);
    }

    [Fact]
    public void Look_NoValueOfTheTypesIsKnown_Asks()
    {
        using var workspace = new Workspace();
        var path = workspace.Write(
            "e.csv",
            "cliente,producto,fecha,tipo evento,cantidad\na,p1,2026-01-02,encargo,1\nb,p2,2026-01-03,regalo,2\n");

        var open = ImportSniffer.Look([path], [], new SniffHints());
        var said = ImportSniffer.Look([path], [], new SniffHints
        {
            TypeValues = HintTexts.TypeValues("--type-value", ["encargo=purchase"]),
            OwnTypes = HintTexts.OwnTypes("--own-type", ["regalo=0.7"]),
        });

        var question = Assert.Single(open.Questions);
        Assert.Contains("encargo, regalo", question.Text, StringComparison.Ordinal);
        Assert.Contains("--type-value \"encargo=view\"", question.Remedy, StringComparison.Ordinal);
        Assert.Empty(said.Questions);
        Assert.Equal("tipo evento", said.Mapping!.Interactions!.Columns.Type);
        Assert.Equal(0.7, said.Mapping.Interactions.OwnTypes.Of("regalo"));
    }

    [Theory]
    [InlineData("regalo")]
    [InlineData("regalo=much")]
    [InlineData("view=1")]
    [InlineData("regalo=500")]
    public void OwnTypes_ThatNoneCanBe_AreRefused(string text) => Assert.Contains(
        text,
        Assert.Throws<AyniException>(() => HintTexts.OwnTypes("--own-type", [text])).Message,
        StringComparison.Ordinal);

    [Theory]
    [InlineData("devolución", InteractionType.Return)]
    [InlineData("Quitar del carrito", InteractionType.RemoveFromCart)]
    [InlineData("remove_from_cart", InteractionType.RemoveFromCart)]
    [InlineData("No me gusta", InteractionType.Dislike)]
    [InlineData("Favorito", InteractionType.Wishlist)]
    [InlineData("me gusta", InteractionType.Like)]
    public void Look_EveryBuiltInType_IsKnownByItsWords(string value, InteractionType type)
    {
        using var workspace = new Workspace();
        var path = workspace.Write(
            "e.csv", $"cliente,producto,fecha,evento\na,p1,2026-01-02,{value}\nb,p2,2026-01-03,view\n");

        var plan = ImportSniffer.Look([path], [], new SniffHints());
        using var file = new InteractionFile(path, plan.Mapping!, new ImportOptions());

        Assert.DoesNotContain(plan.Notes, note => note.Contains("none that is known", StringComparison.Ordinal));
        Assert.Equal([type, InteractionType.View], file.Read().Select(one => one.Type));
    }

    private static ImportMapping Mapping(string interactions) => ImportMapping.Parse(
        "{\"name\":\"m\",\"interactions\":{" + interactions + "}}", "test");

    private static (List<Interaction> Kept, ImportReport Report) Read(string interactions, TypeWeights shop)
    {
        using var workspace = new Workspace();
        using var file = new InteractionFile(
            workspace.Write("e.csv", Events), Mapping(interactions), new ImportOptions { OwnTypes = shop });
        return (file.Read().ToList(), file.Report);
    }
}
