using System.Text;
using Ayni.Data.Import;
using Ayni.Data.Import.Sniffing;
using Ayni.Domain.Errors;

namespace Ayni.Trainer.Tests.Import;

/// <summary>A byte that is none of the encoding is never a question mark that makes two shoppers one.</summary>
public sealed class EncodingTests
{
    private const string Rows =
        "cliente;producto;fecha;cantidad\nañá;p1;2026-01-02;1\nañé;p1;2026-01-03;1\nana;p2;2026-01-04;2\n";

    public static TheoryData<string, string> Written => new()
    {
        { "windows-1252", "windows-1252" },
        { "utf-8", "utf-8" },
        { "utf-8 marked", "utf-8" },
        { "utf-16 marked", "utf-16le" },
        { "utf-16", "utf-16le" },
        { "utf-16be", "utf-16be" },
    };

    [Theory]
    [MemberData(nameof(Written))]
    public void Look_EveryEncoding_IsFoundAndKeepsShoppersApart(string written, string found)
    {
        using var workspace = new Workspace();
        var path = workspace.Write("ventas.csv", Rows, EncodingOf(written));

        var plan = ImportSniffer.Look([path], [], new SniffHints());
        using var file = new InteractionFile(path, plan.Mapping!, new ImportOptions());
        var users = file.Read().Select(one => one.UserId).ToArray();

        Assert.Empty(plan.Questions);
        Assert.StartsWith(found, plan.Looks[0].Encoding, StringComparison.Ordinal);
        Assert.Equal(["añá", "añé", "ana"], users);
    }

    [Fact]
    public void Read_Latin1AsUtf8_RefusesTheRowsAndSaysWhatToDo()
    {
        using var workspace = new Workspace();
        var path = workspace.Write("ventas.csv", Rows, TextOnDisk.Windows1252);
        var mapping = ImportMapping.Load(workspace.Write("map.json", MappingOf("")));

        using var file = new InteractionFile(path, mapping, new ImportOptions());
        var kept = file.Read().ToList();

        Assert.Equal("ana", Assert.Single(kept).UserId);
        Assert.Equal(2, file.Report.Reasons[ImportReasons.BadEncoding]);
        Assert.Contains(
            "windows-1252", ImportRemedies.Of(ImportReasons.BadEncoding, file.Report), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_EncodingOfTheMapping_IsTheOneReadIn()
    {
        using var workspace = new Workspace();
        var path = workspace.Write("ventas.csv", Rows, TextOnDisk.Windows1252);
        var mapping = ImportMapping.Load(workspace.Write("map.json", MappingOf("\"encoding\":\"latin-1\",")));

        using var file = new InteractionFile(path, mapping, new ImportOptions());

        Assert.Equal(["añá", "añé", "ana"], file.Read().Select(one => one.UserId));
    }

    [Fact]
    public void Read_NdjsonWithAWrongByte_RefusesThatLineAlone()
    {
        using var workspace = new Workspace();
        var path = workspace.Write(
            "e.ndjson",
            """
            {"user_id":"aña","product_id":"p","interaction_type":"view","timestamp_interaction":"2026-01-01"}

            """,
            TextOnDisk.Windows1252);

        var (kept, report) = ImportFixture.Read(path, "ayni");

        Assert.Empty(kept);
        Assert.Equal(1, report.Reasons[ImportReasons.BadEncoding]);
    }

    [Fact]
    public void Load_UnknownEncoding_NamesOnesThatAreKnown()
    {
        using var workspace = new Workspace();
        var path = workspace.Write("map.json", MappingOf("\"encoding\":\"klingon\","));

        var error = Assert.Throws<AyniException>(() => ImportMapping.Load(path));

        Assert.Contains("'klingon'", error.Message, StringComparison.Ordinal);
        Assert.Contains("windows-1252", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Verdict_LettersOfDos_AreNotTakenForWindows()
    {
        var evidence = new EncodingEvidence();
        evidence.Add(TextEncodingsOf("ibm850").GetBytes("Artículo;Descripción;ñandú;pingüino;café;camión"));

        var (name, _, question) = evidence.Verdict("f.csv");

        Assert.True(name == "ibm850" || question is not null);
    }

    private static Encoding TextEncodingsOf(string name) => Ayni.Data.Import.Files.TextEncodings.Find(name)!;

    private static Encoding EncodingOf(string written) => written switch
    {
        "windows-1252" => TextOnDisk.Windows1252,
        "utf-8 marked" => TextOnDisk.Utf8Marked,
        "utf-16 marked" => TextOnDisk.Utf16Marked,
        "utf-16" => TextOnDisk.Utf16,
        "utf-16be" => TextOnDisk.Utf16BigEndian,
        _ => new UTF8Encoding(false),
    };

    private static string MappingOf(string members) =>
        $$"""
        {"name":"m",{{members}}"interactions":{"type":"purchase","delimiter":";",
         "columns":{"user":"cliente","product":"producto","timestamp":"fecha","quantity":"cantidad"} } }
        """;
}
