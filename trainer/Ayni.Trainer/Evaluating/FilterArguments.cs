using System.CommandLine;
using Ayni.Domain.Errors;
using Ayni.Numerics;
using Ayni.Recommenders;
using Ayni.Trainer.Training;

namespace Ayni.Trainer.Evaluating;

/// <summary>The options of graph filtering, and of its blend with ALS.</summary>
internal sealed class FilterArguments
{
    private const double MaxWeight = 1000;

    private static readonly GraphFilterOptions Defaults = new();
    private static readonly SpectralFilterOptions Spectral = new();
    private static readonly WalkFilterOptions Walk = new();

    private readonly Option<int> _rank = Number("--filter-rank", "Filter: singular vectors kept.", Spectral.Rank);
    private readonly Option<double> _userExponent = Number(
        "--filter-user-exponent", "Filter: scaling down of active users in the low-pass.", Spectral.UserExponent);

    private readonly Option<double> _itemExponent = Number(
        "--filter-item-exponent", "Filter: scaling down of popular items in the low-pass.", Spectral.ItemExponent);

    private readonly Option<double> _response = Number(
        "--filter-response", "Filter: power of the singular value that passes.", Spectral.Response);

    private readonly Option<double> _outputExponent = Number(
        "--filter-output-exponent", "Filter: popularity given back by the low-pass.", Spectral.OutputExponent);

    private readonly Option<int> _iterations = Number(
        "--filter-iterations", "Filter: iterations of the decomposition.", Spectral.Svd.Iterations);

    private readonly Option<double> _walkWeight = Number(
        "--walk-weight", "Filter: weight of the walks beside the low-pass.", Defaults.WalkWeight);

    private readonly Option<double> _walkUserExponent = Number(
        "--walk-user-exponent", "Filter: scaling down of active users in walks.", Walk.UserExponent);

    private readonly Option<double> _walkItemExponent = Number(
        "--walk-item-exponent", "Filter: scaling down of popular items in walks.", Walk.ItemExponent);

    private readonly Option<double> _walkOutputExponent = Number(
        "--walk-output-exponent", "Filter: popularity given back by walks.", Walk.OutputExponent);

    private readonly Option<double> _alsWeight = Number(
        "--blend-als-weight", "Blend: weight of ALS beside the low-pass of weight 1.", 1.5);

    private IEnumerable<Option<int>> Whole => [_rank, _iterations];

    private IEnumerable<Option<double>> Numbers =>
    [
        _userExponent, _itemExponent, _response, _outputExponent,
        _walkWeight, _walkUserExponent, _walkItemExponent, _walkOutputExponent,
    ];

    private IEnumerable<Option> OfFilter => [.. Whole, .. Numbers];

    public void AddTo(Command command)
    {
        foreach (var option in OfFilter.Append(_alsWeight))
            command.Add(option);
    }

    /// <summary>Options of the filter and of its blend; the seed is the one of ALS.</summary>
    /// <exception cref="AyniException"><c>invalid</c>: a weight is out of range, or two files say it.</exception>
    public FilterModels Read(ParseResult parsed, OptionsFileArguments files, int seed)
    {
        var file = File(parsed, files);
        return new(Filter(parsed, file, seed).Validated(), AlsWeight(parsed, file));
    }

    /// <summary>Every option of the filter, with the weight of ALS if it is the blend's.</summary>
    public OptionValues Settled(ParseResult parsed, OptionsFileArguments files, bool isBlend)
    {
        var file = File(parsed, files);
        var numbers = isBlend ? Numbers.Append(_alsWeight) : Numbers;
        return new OptionValues(
        [
            .. Whole.Select(option => OptionsFile.Written(parsed, option, file)),
            .. numbers.Select(option => OptionsFile.Written(parsed, option, file)),
        ]);
    }

    /// <summary>Of the filter or of the blend: both have the filter's options.</summary>
    private OptionsFile? File(ParseResult parsed, OptionsFileArguments files)
    {
        var filter = files.Find(parsed, ModelNames.GraphFilter, OfFilter);
        var blend = files.Find(parsed, ModelNames.FilterBlend, OfFilter.Append(_alsWeight));
        if (filter is not null && blend is not null)
        {
            throw new AyniException(
                ErrorCodes.Invalid, $"{filter.Path} and {blend.Path} both have options of the filter: give one.");
        }

        return blend ?? filter;
    }

    private GraphFilterOptions Filter(ParseResult parsed, OptionsFile? file, int seed) => new()
    {
        Spectral = new SpectralFilterOptions
        {
            Rank = OptionsFile.Value(parsed, _rank, file),
            UserExponent = OptionsFile.Value(parsed, _userExponent, file),
            ItemExponent = OptionsFile.Value(parsed, _itemExponent, file),
            Response = OptionsFile.Value(parsed, _response, file),
            OutputExponent = OptionsFile.Value(parsed, _outputExponent, file),
            Svd = new TruncatedSvdOptions
            {
                Iterations = OptionsFile.Value(parsed, _iterations, file),
                Seed = seed,
            },
        },
        Walk = new WalkFilterOptions
        {
            UserExponent = OptionsFile.Value(parsed, _walkUserExponent, file),
            ItemExponent = OptionsFile.Value(parsed, _walkItemExponent, file),
            OutputExponent = OptionsFile.Value(parsed, _walkOutputExponent, file),
        },
        WalkWeight = OptionsFile.Value(parsed, _walkWeight, file),
    };

    private double AlsWeight(ParseResult parsed, OptionsFile? file)
    {
        var weight = OptionsFile.Value(parsed, _alsWeight, file);
        return weight is > 0 and <= MaxWeight
            ? weight
            : throw new AyniException(
                ErrorCodes.Invalid, $"--blend-als-weight is {weight}; it must be over 0 and at most {MaxWeight:N0}.");
    }

    private static Option<T> Number<T>(string name, string description, T value) => new(name)
    {
        Description = description,
        DefaultValueFactory = _ => value,
    };
}
