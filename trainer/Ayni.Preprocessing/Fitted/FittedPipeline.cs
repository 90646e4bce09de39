using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Ayni.Preprocessing.Declarations;
using Ayni.Preprocessing.Tables;

namespace Ayni.Preprocessing.Fitted;

/// <summary>A pipeline with what it learnt from the train part of a table: stored, and applied to other rows.</summary>
public sealed record FittedPipeline
{
    /// <summary>Name of the column that holds the target.</summary>
    public const string TargetName = "target";

    /// <summary>Version of the format that this program writes and reads.</summary>
    public const int CurrentVersion = 1;

    private const string ProductsTable = "products";

    private static readonly string[] ShopperKeys = ["user_id", "event_id"];

    /// <summary>Version of the format.</summary>
    public required int Version { get; init; }

    /// <summary>SHA-256 of the rest, in hexadecimal; empty while it is worked out.</summary>
    public required string Hash { get; init; }

    /// <summary>Version of the definitions that the features were made by.</summary>
    public required string FeatureSet { get; init; }

    /// <summary>The table.</summary>
    public required string Table { get; init; }

    /// <summary>Column of the rows' instants.</summary>
    public required string TimeColumn { get; init; }

    /// <summary>Rows before it were learnt from.</summary>
    public required DateTimeOffset Cut { get; init; }

    /// <summary>How many they were.</summary>
    public required long TrainRows { get; init; }

    /// <summary>What was asked for.</summary>
    public required PipelineDeclaration Declaration { get; init; }

    /// <summary>The columns, in the table's order, keys among them only where a step takes them.</summary>
    public required IReadOnlyList<FittedColumn> Columns { get; init; }

    /// <summary>
    /// True if it knows targets of the train part: then rows from before the cut are not to go through it again, since
    /// their own target is in their encoding.
    /// </summary>
    [JsonIgnore]
    public bool KnowsTargets => Columns.Any(column => column.Steps.OfType<FittedTarget>().Any());

    /// <summary>Columns to read for <see cref="Apply"/>.</summary>
    [JsonIgnore]
    public IReadOnlyCollection<string> Inputs =>
    [
        .. Columns.Where(column => column.Steps is not [FittedDrop, ..]).Select(column => column.Name)
            .Concat(Columns.SelectMany(column => column.Steps).SelectMany(step => step.Companions))
            .Concat(Declaration.Target is { } target ? [target.Column] : [])
            .Distinct(StringComparer.Ordinal),
    ];

    /// <summary>As it is stored; equal ones have equal texts.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, PreprocessingJson.Options) + "\n";

    /// <summary>Reads a stored one.</summary>
    /// <exception cref="ArgumentException">It is none, of another version, or was changed.</exception>
    public static FittedPipeline Parse(string json)
    {
        FittedPipeline pipeline;
        try
        {
            pipeline = JsonSerializer.Deserialize<FittedPipeline>(json, PreprocessingJson.Options)
                ?? throw new ArgumentException("The fitted pipeline is null.");
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException)
        {
            throw new ArgumentException(
                $"This is no fitted pipeline that version {CurrentVersion} can read: {exception.Message} Give the "
                + "file that a run with --pipeline wrote.",
                exception);
        }

        if (pipeline.Version != CurrentVersion)
        {
            throw new ArgumentException(
                $"The fitted pipeline is of version {pipeline.Version}; this program reads {CurrentVersion}: fit "
                + "anew.");
        }

        return pipeline.Hash == pipeline.HashOfRest() ? pipeline : throw new ArgumentException(
            "The fitted pipeline was changed after it was fitted (its hash is another): change the declaration and "
            + "fit anew.");
    }

    /// <summary>Checks that a table is one it can be applied to.</summary>
    /// <exception cref="ArgumentException">Another table or feature set, or a column is missing.</exception>
    public void RequireSame(ITable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        if (table.Name != Table)
            throw new ArgumentException($"The pipeline was fitted on {Table}, not on {table.Name}.");
        if (table.FeatureSet != FeatureSet)
        {
            throw new ArgumentException(
                $"The pipeline was fitted on feature set {FeatureSet}; these files are of {table.FeatureSet}, whose "
                + "columns may mean something else. Fit anew with --pipeline, or export features with the program "
                + "that made that set.");
        }

        foreach (var input in Inputs.Where(input => table.Columns.All(column => column.Name != input)))
            throw new ArgumentException($"The table has no column {input}, which the pipeline reads: fit anew.");
    }

    /// <summary>Takes rows through the steps.</summary>
    /// <param name="values">Values of <see cref="Inputs"/> of these rows.</param>
    /// <param name="trainRows">
    /// Where each row stands in the train part, for its own rows right after fitting; null: other rows.
    /// </param>
    /// <returns>The columns that come out, in order; the target, if there is one, last.</returns>
    public IReadOnlyList<NamedColumn> Apply(
        IReadOnlyDictionary<string, ColumnValues> values, IReadOnlyList<int>? trainRows = null)
    {
        ArgumentNullException.ThrowIfNull(values);
        var companions = values.Where(pair => !pair.Value.IsText)
            .ToDictionary(pair => pair.Key, pair => pair.Value.Numbers, StringComparer.Ordinal);
        List<NamedColumn> outcome = [];
        foreach (var column in Columns.Where(column => column.Steps is not [FittedDrop, ..]))
        {
            var work = new ColumnWork(column.Name, values[column.Name], companions, trainRows);
            foreach (var step in column.Steps)
                step.Apply(work);
            outcome.AddRange(work.Outcome);
        }

        if (Declaration.Target is { } target)
            outcome.Add(new NamedColumn(TargetName, new ColumnValues(TargetOf(target, values[target.Column]))));
        return outcome;
    }

    /// <summary>
    /// The pipeline without rows of erased shoppers. Means, borders and shares of all rows stay: they name nobody.
    /// </summary>
    /// <param name="isErased">Whether a position of the log was erased.</param>
    /// <returns>
    /// Null: it holds shoppers' ids as categories, or rows that nobody can tell the shopper of.
    /// </returns>
    public FittedPipeline? Without(Func<long, bool> isErased)
    {
        ArgumentNullException.ThrowIfNull(isErased);
        if (Columns.Any(column => ShopperKeys.Contains(column.Name) && column.Steps.Count > 0))
            return null;
        var near = Columns.SelectMany(column => column.Steps).OfType<FittedNearest>().SelectMany(step => step.Rows);
        if (Table != ProductsTable && near.Any(row => row.FirstPosition is null))
            return null;
        var purged = this with
        {
            Columns =
            [
                .. Columns.Select(column => column with
                {
                    Steps = [.. column.Steps.Select(step => step is FittedNearest nearest
                        ? nearest.Without(isErased)
                        : step)],
                }),
            ],
        };
        return purged.WithHash();
    }

    internal FittedPipeline WithHash() => this with { Hash = HashOfRest() };

    internal static double[] TargetOf(TargetDeclaration target, ColumnValues values) => target.EqualTo is { } equal
        ? [.. Enumerable.Range(0, values.Count).Select(row => values.IsMissing(row)
            ? double.NaN
            : values.CategoryOf(row) == equal ? 1.0 : 0.0)]
        : values.Numbers;

    private string HashOfRest() =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes((this with { Hash = "" }).ToJson())));
}
