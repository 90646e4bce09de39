using System.CommandLine;
using Ayni.Domain.Scenarios;
using Ayni.GrainInterfaces.Users;

namespace Ayni.Trainer.Recommending;

/// <summary>The options that say which list is wanted.</summary>
internal sealed class RequestOptions
{
    private readonly Option<string> _scenario = new("--scenario")
    {
        Description = "Recipe of the list.",
        HelpName = "NAME",
        DefaultValueFactory = _ => ShippedScenarios.Home,
    };

    private readonly Option<string?> _product = new("--product")
    {
        Description = "Product whose page the list is for.",
        HelpName = "ID",
    };

    private readonly Option<int?> _count = new("--count", "-n")
    {
        Description = $"Products, 1 to {RecommendationRequest.MaxCount}; left out, as the scenario says.",
    };

    private readonly Option<string?> _category = new("--category")
    {
        Description = "Only this category, or what is under it.",
    };

    private readonly Option<string?> _filter = new("--filter")
    {
        Description = "What a product must be, such as: product.price < 100.",
        HelpName = "EXPRESSION",
    };

    private readonly Option<string?> _store = new("--store")
    {
        Description = "Store view: what is shown there, at its prices.",
        HelpName = "NAME",
    };

    private readonly Option<string?> _group = new("--group")
    {
        Description = "Customer group: what is shown to it, at its prices.",
        HelpName = "NAME",
    };

    private readonly Option<bool> _includeSeen = new("--include-seen")
    {
        Description = "Also what the shopper already met.",
    };

    private readonly Option<bool> _explain = new("--explain") { Description = "Say why each product is there." };

    private readonly Option<bool> _noRerank = new("--no-rerank")
    {
        Description = "As the model's parts order them, also where a re-ranker is published.",
    };

    /// <summary>Those that only one shopper's list has.</summary>
    public IEnumerable<Option> OfOne => [_product, _category, _filter, _includeSeen, _explain, _noRerank];

    public void AddTo(Command command)
    {
        Option[] all =
        [
            _scenario, _product, _count, _category, _filter, _store, _group, _includeSeen, _explain, _noRerank,
        ];
        foreach (var option in all)
            command.Add(option);
    }

    /// <summary>What they say.</summary>
    public RecommendationRequest Read(ParseResult parsed) => new()
    {
        Count = parsed.GetValue(_count),
        Category = parsed.GetValue(_category),
        ExcludeSeen = parsed.GetValue(_includeSeen) ? false : null,
        Scenario = parsed.GetRequiredValue(_scenario),
        ContextProduct = parsed.GetValue(_product),
        Store = parsed.GetValue(_store),
        Group = parsed.GetValue(_group),
        Patch = PatchOf(parsed.GetValue(_filter), parsed.GetValue(_noRerank)),
        Explain = parsed.GetValue(_explain),
    };

    private static ScenarioPatch? PatchOf(string? filter, bool isKept)
    {
        var patch = new ScenarioPatch { Filter = filter, Reranks = isKept ? false : null };
        return patch.IsEmpty ? null : patch;
    }
}
