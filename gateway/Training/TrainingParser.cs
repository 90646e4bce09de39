using System.Text.Json;
using Ayni.Domain.Interactions;
using Ayni.Domain.Training;

namespace Ayni.Gateway.Training;

/// <summary>Reads training options. A misspelt option would train another model than asked, so it is refused.</summary>
internal static class TrainingParser
{
    public const long MaxBodyBytes = 16 * 1024;

    private const int MaxNameLength = 64;

    // "Over 0" in a range that includes its ends.
    private const double OverZero = 1e-9;

    /// <summary>The options of a body that gives none.</summary>
    public static TrainingOptions Usual { get; } = TrainingOptionTable.All.OfType<ChoiceOption>().Aggregate(
        new TrainingOptions(), (options, choice) => choice.Write(options, choice.Default));

    /// <exception cref="RefusalException">Something in it is wrong; lists every field that is.</exception>
    public static TrainingOptions Parse(JsonElement body)
    {
        var problems = new List<FieldProblem>();
        var options = FieldReader.Open(body, "", problems) is { } fields ? Read(fields) : null;
        return options is not null && problems.Count == 0 ? options : throw RefusalException.OfFields(problems);
    }

    /// <summary>The options of an object within a body; what is wrong is noted with the reader.</summary>
    public static TrainingOptions Read(FieldReader fields)
    {
        var options = Read(
            fields, [.. TrainingOptionTable.Model, .. TrainingOptionTable.Parts, .. TrainingOptionTable.Run],
            new TrainingOptions());
        options = options with { Search = Keeping(fields, options.Search) };
        if (fields.Object("weights") is { } weights)
        {
            options = Read(weights, TrainingOptionTable.Weights, options);
            options = options with { Weights = options.Weights with { Custom = ReadOwn(weights) } };
            weights.RefuseUnknown("No such weight.");
        }

        fields.RefuseUnknown("No such option.");
        return options;
    }

    private static TypeWeights ReadOwn(FieldReader weights)
    {
        const string Field = "custom";
        if (weights.Raw(Field) is not { } given || weights.Object(Field) is not { } own)
            return TypeWeights.Empty;
        var types = new List<CustomInteractionType>();
        foreach (var name in given.EnumerateObject().Select(member => member.Name))
        {
            if (CustomInteractionTypes.ProblemOf(Field, name) is { } problem)
                own.Refuse(name, problem.Reason, "Send names of the shop's own types.");
            else if (own.Number(
                name, -CustomInteractionTypes.MaxWeight, CustomInteractionTypes.MaxWeight) is { } weight)
                types.Add(new CustomInteractionType(name, weight));
        }

        return TypeWeights.Of(types);
    }

    /// <summary>What the body gives stays; the rest is searched.</summary>
    private static SearchOptions? Keeping(FieldReader fields, SearchOptions? search) => search is null
        ? null
        : search with
        {
            Fixed =
            [
                .. TrainingOptionTable.All
                    .Where(option => SearchOptions.Searchable.Contains(option.Name) && fields.Has(option.WireName))
                    .Select(option => option.Name),
            ],
        };

    private static string? NameIn(FieldReader fields, ChoiceOption choice)
    {
        var name = fields.Text(choice.WireName, MaxNameLength);
        if (name is null || choice.Holds(name))
            return name;
        fields.Refuse(choice.WireName, "No such choice.", $"Send one of {choice.Range}, or leave it out.");
        return null;
    }

    private static TrainingOptions Read(
        FieldReader fields, IEnumerable<ModelOption> table, TrainingOptions options) => table.Aggregate(
            options,
            (read, option) => option switch
            {
                NumberOption<int> whole => whole.Write(
                    read, (int?)fields.Whole(whole.WireName, whole.Min, whole.Max)),
                NumberOption<long> whole => whole.Write(
                    read, fields.Whole(whole.WireName, whole.Min, whole.Max)),
                NumberOption<double> number => number.Write(
                    read, fields.Number(number.WireName, number.IsOverMin ? OverZero : number.Min, number.Max)),
                SwitchOption which => which.Write(read, fields.Flag(which.WireName)),
                ChoiceOption choice => choice.Write(read, NameIn(fields, choice)),
                _ => throw new InvalidOperationException($"No way to read {option.Name}."),
            });
}
