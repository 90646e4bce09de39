using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Ayni.Domain.Imports;

namespace Ayni.Data.Mart.Versions;

/// <summary>Compares two marts by their manifests.</summary>
public static class MartComparison
{
    /// <summary>In what two marts differ, the most telling first; of equal ones, nothing.</summary>
    public static IReadOnlyList<MartDifference> Of(MartManifest before, MartManifest after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        return
        [
            .. Value("content", "content hash", before.ContentHash, after.ContentHash),
            .. Value("source", "log position", before.LogPosition, after.LogPosition),
            .. Value("source", "catalogue position", before.CatalogPosition, after.CatalogPosition),
            .. Value("source", "model", before.Model?.Version, after.Model?.Version),
            .. Value("source", "program", before.ProgramVersion, after.ProgramVersion),
            .. Value("source", "writer", before.Writer, after.Writer),
            .. Each("source", Imports(before), Imports(after)),
            .. Each("step", Members(before.Steps, "steps"), Members(after.Steps, "steps")),
            .. Each("step", Members(before.Fitted, "fitted"), Members(after.Fitted, "fitted")),
            .. Each("rows", Rows(before), Rows(after)),
            .. Each("column", Columns(before), Columns(after)),
            .. Each("file", Files(before), Files(after)),
        ];
    }

    private static IEnumerable<MartDifference> Value<T>(string what, string subject, T before, T after) =>
        EqualityComparer<T>.Default.Equals(before, after)
            ? []
            : [new MartDifference(what, subject, Text(before), Text(after))];

    private static IEnumerable<MartDifference> Each(
        string what, IReadOnlyDictionary<string, string> before, IReadOnlyDictionary<string, string> after) =>
        before.Keys.Union(after.Keys, StringComparer.Ordinal)
            .Where(key => before.GetValueOrDefault(key) != after.GetValueOrDefault(key))
            .Select(key => new MartDifference(
                what, key, before.GetValueOrDefault(key), after.GetValueOrDefault(key)));

    private static Dictionary<string, string> Imports(MartManifest manifest) => manifest.Imports
        .GroupBy(import => $"import {import.FileName} ({import.Target.ToString().ToLowerInvariant()})")
        .ToDictionary(group => group.Key, group => string.Join(", ", group.Select(Describe)), StringComparer.Ordinal);

    private static string Describe(ImportRecord import) => string.Create(
        CultureInfo.InvariantCulture,
        $"{import.RowsKept} of {import.RowsRead} rows, {import.Sha256[..12]}, mapping {import.Mapping} "
        + $"{import.MappingSha256[..12]}");

    // The members of a document by their paths, such as steps.bots.max_events_per_hour.
    private static Dictionary<string, string> Members<T>(T? document, string name)
    {
        var members = new Dictionary<string, string>(StringComparer.Ordinal);
        Walk(JsonSerializer.SerializeToNode(document, MartJson.Lenient), name);
        return members;

        void Walk(JsonNode? node, string path)
        {
            if (node is JsonObject parent)
            {
                foreach (var (key, child) in parent)
                    Walk(child, $"{path}.{key}");
            }
            else if (node is not null)
            {
                members[path] = node.ToJsonString();
            }
        }
    }

    private static Dictionary<string, string> Rows(MartManifest manifest)
    {
        var rows = manifest.Tables.ToDictionary(
            table => $"rows of {table.Name}", table => Text(table.Rows)!, StringComparer.Ordinal);
        rows["interactions read"] = Text(manifest.RowsRead)!;
        rows["interactions kept"] = Text(manifest.RowsKept)!;
        foreach (var rule in manifest.Rules)
        {
            var action = rule.Action.ToString().ToLowerInvariant();
            rows[$"{rule.Step}.{rule.Rule} ({action})"] = Text(rule.Rows)!;
        }

        return rows;
    }

    private static Dictionary<string, string> Columns(MartManifest manifest) => manifest.Tables
        .SelectMany(table => table.Columns.Select(column => (
            Path: $"{table.Name}.{column.Name}", Type: column.Nullable ? $"{column.Type}, nullable" : column.Type)))
        .ToDictionary(column => column.Path, column => column.Type, StringComparer.Ordinal);

    private static Dictionary<string, string> Files(MartManifest manifest) => manifest.Files.ToDictionary(
        file => file.Path,
        file => string.Create(CultureInfo.InvariantCulture, $"{file.Rows} rows, {file.Sha256[..12]}"),
        StringComparer.Ordinal);

    private static string? Text<T>(T value) => value is IFormattable number
        ? number.ToString(null, CultureInfo.InvariantCulture)
        : value?.ToString();
}
