using System.Text.Json;

namespace Ayni.Preprocessing.Declarations;

/// <summary>What is to be done with the columns of a table, as a shop writes it.</summary>
public sealed record PipelineDeclaration
{
    /// <summary>Name of the pipeline that stands for a file.</summary>
    public const string DefaultName = "default";

    private const string DefaultResource = "Ayni.Preprocessing.default.json";

    /// <summary>Name, for people.</summary>
    public required string Name { get; init; }

    /// <summary>Seed of folds, drawn rows and samples. <value>Default 1.</value></summary>
    public int Seed { get; init; } = 1;

    /// <summary>Which rows may be learnt from.</summary>
    public TrainPart Train { get; init; } = new();

    /// <summary>What is to be predicted; null: nothing, and no step may need it.</summary>
    public TargetDeclaration? Target { get; init; }

    /// <summary>The steps; a column goes through those that take it, in this order.</summary>
    public required IReadOnlyList<StepDeclaration> Steps { get; init; }

    /// <summary>Which of the train part's rows are written; null: all.</summary>
    public SampleDeclaration? Sample { get; init; }

    /// <summary>The pipeline of who has no file: sensible for each type of column.</summary>
    public static PipelineDeclaration Default { get; } = ReadDefault();

    /// <summary>Reads a declaration and checks it.</summary>
    /// <param name="json">The text.</param>
    /// <exception cref="ArgumentException">It is no declaration: where, why, and what to write.</exception>
    public static PipelineDeclaration Parse(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            var declaration = JsonSerializer.Deserialize<PipelineDeclaration>(json, PreprocessingJson.Options)
                ?? throw new ArgumentException("The pipeline is null: write an object with name and steps.");
            declaration.Validate();
            return declaration;
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException)
        {
            throw new ArgumentException(
                $"The pipeline cannot be read: {exception.Message} Steps are {StepDeclaration.Names}; README of "
                + "Ayni.Preprocessing lists their members.",
                exception);
        }
    }

    /// <summary>Checks every number.</summary>
    /// <exception cref="ArgumentException">One is out of its range.</exception>
    public void Validate()
    {
        if (Steps.Count == 0)
            throw new ArgumentException("steps is empty: give at least one step.");
        Train.Validate();
        Sample?.Validate();
        for (var index = 0; index < Steps.Count; index++)
            Steps[index].Validate($"steps[{index}]");
        if (Target is null && Steps.OfType<TargetEncodeStep>().Any())
            throw new ArgumentException("A step target_encode needs target: name its column.");
    }

    private static PipelineDeclaration ReadDefault()
    {
        using var stream = typeof(PipelineDeclaration).Assembly.GetManifestResourceStream(DefaultResource)!;
        using var reader = new StreamReader(stream);
        return Parse(reader.ReadToEnd());
    }
}
