namespace Ayni.Domain.Interactions;

/// <summary>
/// How much each type of interaction says about preference, and how fast it fades. The weight of a (user, product)
/// pair is the signed sum over its interactions of <c>type weight × 2^-((reference − timestamp) / half-life)</c>, at
/// least 0. Training and fold-in both use <see cref="PairWeights.Sum"/> with these options, so that they see the same
/// numbers. A return and a removal from the cart have no weight of their own: they take one back.
/// </summary>
[GenerateSerializer, Immutable, Alias("ayni.interaction-weights")]
public sealed record InteractionWeights
{
    /// <summary>Weight of a view. <value>Default 0.25; range 0 to 100.</value></summary>
    [Id(0)] public double View { get; init; } = 0.25;

    /// <summary>Weight of a cart. <value>Default 0.5; range 0 to 100.</value></summary>
    [Id(1)] public double Cart { get; init; } = 0.5;

    /// <summary>Weight of a purchase, whatever the quantity. <value>Default 1; range 0 to 100.</value></summary>
    [Id(2)] public double Purchase { get; init; } = 1;

    /// <summary>
    /// Weight of a rating of 5; a rating r gives (r − 2) / 3 of it, at least 0. <value>Default 1; range 0 to
    /// 100.</value>
    /// </summary>
    [Id(3)] public double Rating { get; init; } = 1;

    /// <summary>Weight of a search that led to a product. <value>Default 0.25; range 0 to 100.</value></summary>
    [Id(4)] public double Search { get; init; } = 0.25;

    /// <summary>
    /// Half-life of an interaction's weight; null for no decay. <value>Default null; range over 0.</value>
    /// </summary>
    [Id(5)] public TimeSpan? HalfLife { get; init; }

    /// <summary>
    /// Newest interactions of a user that count, in training and in fold-in alike.
    /// <value>Default 4,096; range 1 to 65,536.</value>
    /// </summary>
    [Id(6)] public int NewestPerUser { get; init; } = 4096;

    /// <summary>Weight of a like. <value>Default 1; range 0 to 100.</value></summary>
    [Id(7)] public double Like { get; init; } = 1;

    /// <summary>Weight of a wish. <value>Default 0.5; range 0 to 100.</value></summary>
    [Id(8)] public double Wishlist { get; init; } = 0.5;

    /// <summary>Weight of a product passed on to others. <value>Default 0.5; range 0 to 100.</value></summary>
    [Id(9)] public double Share { get; init; } = 0.5;

    /// <summary>Weight of a dislike. <value>Default −1; range −100 to 0.</value></summary>
    [Id(10)] public double Dislike { get; init; } = -1;

    /// <summary>Weight of a product hidden. <value>Default −1; range −100 to 0.</value></summary>
    [Id(11)] public double Hide { get; init; } = -1;

    /// <summary>Weights of the shop's own types; one that is not among them weighs 0.</summary>
    [Id(12)] public TypeWeights Custom { get; init; } = TypeWeights.Empty;

    /// <summary>
    /// The same with the types that a shop has registered beside those given here, which win. What a run of training
    /// weighs by, and whoever fits models of the log without a run.
    /// </summary>
    /// <param name="registered">The shop's own types.</param>
    public InteractionWeights WithOwn(TypeWeights registered)
    {
        ArgumentNullException.ThrowIfNull(registered);
        var own = TypeWeights.Of(registered.Concat(Custom));
        return own.Equals(Custom) ? this : this with { Custom = own };
    }

    /// <summary>
    /// Weight of a type, of a rating that of 5; 0 if it says nothing about preference, as a custom type without its
    /// name does.
    /// </summary>
    public double Of(InteractionType type) => type switch
    {
        InteractionType.View => View,
        InteractionType.Cart => Cart,
        InteractionType.Purchase => Purchase,
        InteractionType.Rating => Rating,
        InteractionType.Search => Search,
        InteractionType.Like => Like,
        InteractionType.Wishlist => Wishlist,
        InteractionType.Share => Share,
        InteractionType.Dislike => Dislike,
        InteractionType.Hide => Hide,
        _ => 0,
    };

    /// <summary>
    /// What one interaction adds to a count over all shoppers: its weight, and of one that takes back the weight of
    /// what it takes, below 0.
    /// </summary>
    /// <param name="type">Type.</param>
    /// <param name="customType">The shop's own name, where the type is custom.</param>
    public double InCount(InteractionType type, string? customType) => type switch
    {
        InteractionType.Return => -Purchase,
        InteractionType.RemoveFromCart => -Cart,
        InteractionType.Custom => Custom.Of(customType),
        _ => Of(type),
    };

    /// <summary>Whether an interaction takes weight away from its pair.</summary>
    public bool IsTaking(Interaction interaction)
    {
        ArgumentNullException.ThrowIfNull(interaction);
        return StandingInteractions.TakesBack(interaction.Type) || WeightOf(interaction) < 0;
    }

    /// <summary>Weight of one interaction at a reference time; 0 if it says nothing about preference.</summary>
    public double Of(Interaction interaction, DateTimeOffset reference)
    {
        ArgumentNullException.ThrowIfNull(interaction);
        var weight = WeightOf(interaction);
        if (interaction.Type == InteractionType.Rating)
            weight *= Math.Max(0, ((interaction.Score ?? 5) - 2) / 3);
        return HalfLife is { } halfLife
            ? weight * Math.Pow(2, -((reference - interaction.Timestamp) / halfLife))
            : weight;
    }

    private double WeightOf(Interaction interaction) => interaction.Type == InteractionType.Custom
        ? Custom.Of(interaction.CustomType)
        : Of(interaction.Type);
}
