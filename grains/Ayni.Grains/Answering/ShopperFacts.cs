using Ayni.Domain.Interactions;
using Ayni.Domain.Users;
using Ayni.Grains.Models;
using Ayni.Grains.Users;
using Ayni.Recommenders;

namespace Ayni.Grains.Answering;

/// <summary>What is known of who asks, as of one moment.</summary>
internal sealed record ShopperFacts
{
    private IReadOnlyList<LoggedInteraction>? _standing;
    private IReadOnlySet<string>? _hidden;

    /// <summary>Nobody in particular.</summary>
    public static ShopperFacts Nobody => new() { Profile = new UserProfile() };

    /// <summary>Id; null: nobody in particular.</summary>
    public string? UserId { get; init; }

    /// <summary>What the shop says of them.</summary>
    public required UserProfile Profile { get; init; }

    /// <summary>What they did, oldest first.</summary>
    public IReadOnlyList<LoggedInteraction> History { get; init; } = [];

    /// <summary>What stands of it: without what was taken back.</summary>
    public IReadOnlyList<LoggedInteraction> Standing => _standing ??= StandingInteractions.Of(History);

    /// <summary>Products they do not want to be shown.</summary>
    public IReadOnlySet<string> Hidden
    {
        get => _hidden ??= HiddenProducts.Of(History);
        init => _hidden = value;
    }

    /// <summary>Log position up to which that is everything.</summary>
    public long Position { get; init; }

    /// <summary>Whether they met no product yet.</summary>
    public bool IsNew => History.All(logged => logged.Interaction.ProductId is null);

    /// <summary>Whether what they did may rank products.</summary>
    public bool MayPersonalize => Profile.ConsentsToPersonalization;

    /// <summary>Their factor in a model; null where they met nothing it knows.</summary>
    public Func<ServedModel, FoldedFactor?> Fold { get; init; } = _ => null;

    /// <summary>
    /// What they did as a model's neighbour parts take it; null: it is not at hand, and made of the history.
    /// </summary>
    public Func<ServedModel, HistoryEntry[]>? Entries { get; init; }

    /// <summary>Their products as the model knows them, from the answers before.</summary>
    public OwnProducts Own { get; init; } = new();

    /// <summary>When a product was last recommended to them; null: not of late.</summary>
    public Func<string, DateTimeOffset?> LastShown { get; init; } = _ => null;
}
