namespace Ayni.Storage.Tests.GrainState;

/// <summary>
/// States as releases wrote them, in <c>Stored</c>: <c>.sqlite.json</c> without an envelope, <c>.postgres.json</c> by
/// Orleans' own serializer, or in the envelope if the state is younger than that. A file is named after its state,
/// then a variant.
/// </summary>
internal static class StoredStateFiles
{
    public const string OfSqlite = ".sqlite.json";
    public const string OfPostgres = ".postgres.json";

    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "GrainState", "Stored");

    /// <summary>Names without the database, such as <c>run-ended</c>.</summary>
    public static IEnumerable<string> Names => Directory.GetFiles(Folder, "*" + OfSqlite)
        .Select(path => Path.GetFileName(path)[..^OfSqlite.Length]).Order(StringComparer.Ordinal);

    public static string PathOf(string fileName) => Path.Combine(Folder, fileName);

    public static Type TypeOf(string name) => StoredStates.TypeOf(
        StoredStates.Names.Single(state => name.StartsWith(state, StringComparison.Ordinal)));
}
