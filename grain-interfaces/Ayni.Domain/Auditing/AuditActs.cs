namespace Ayni.Domain.Auditing;

/// <summary>Names of the acts that the audit trail knows. They are stored and never change meaning.</summary>
public static class AuditActs
{
    /// <summary>A model was made the one that answers, for the first time or again.</summary>
    public const string ModelActivate = "model.activate";

    /// <summary>A training run was started.</summary>
    public const string TrainingStart = "training.start";

    /// <summary>A training run was cancelled.</summary>
    public const string TrainingCancel = "training.cancel";

    /// <summary>The times of training were written.</summary>
    public const string SchedulePut = "schedule.put";

    /// <summary>The times of training were deleted.</summary>
    public const string ScheduleDelete = "schedule.delete";

    /// <summary>A shopper was erased.</summary>
    public const string UserErase = "user.erase";

    /// <summary>A guest's interactions were given to a shopper, and the guest erased.</summary>
    public const string UserMerge = "user.merge";

    /// <summary>What is held of a shopper was exported.</summary>
    public const string UserExport = "user.export";

    /// <summary>What a shopper allows was written.</summary>
    public const string UserConsents = "user.consents";

    /// <summary>Everybody's lists were exported.</summary>
    public const string RecommendationsExport = "recommendations.export";

    /// <summary>Shoppers were listed, such as those to write to about a product.</summary>
    public const string AudienceExport = "audience.export";

    /// <summary>Refused rows of an import, which may hold shoppers' ids, were exported.</summary>
    public const string RejectedRowsExport = "rejected_rows.export";

    /// <summary>A scenario was written.</summary>
    public const string ScenarioPut = "scenario.put";

    /// <summary>A scenario was deleted.</summary>
    public const string ScenarioDelete = "scenario.delete";

    /// <summary>What nobody is given was written.</summary>
    public const string BlockedPut = "blocked.put";

    /// <summary>One of the shop's own types of interactions was written.</summary>
    public const string InteractionTypePut = "interaction_type.put";

    /// <summary>One of the shop's own types of interactions was deleted.</summary>
    public const string InteractionTypeDelete = "interaction_type.delete";

    /// <summary>Files were given to be imported.</summary>
    public const string ImportStart = "import.start";

    /// <summary>An import was stopped.</summary>
    public const string ImportCancel = "import.cancel";

    /// <summary>An API key was made, changed or revoked.</summary>
    public const string KeyChange = "key.change";

    /// <summary>A seeded shop was written into the log.</summary>
    public const string ShopGenerate = "shop.generate";

    /// <summary>A model that re-ranks was published or withdrawn.</summary>
    public const string RerankPublish = "rerank.publish";

    /// <summary>Shoppers were put into segments.</summary>
    public const string SegmentsApply = "segments.apply";

    /// <summary>Vectors or words of products were stored for features.</summary>
    public const string FeaturesApply = "features.apply";

    /// <summary>Erased shoppers were taken out of folders made of the log, or such a folder was forgotten.</summary>
    public const string CopiesChange = "copies.change";

    /// <summary>Everything that is held was written into an archive.</summary>
    public const string StoreBackup = "store.backup";

    /// <summary>The data were read from an archive.</summary>
    public const string StoreRestore = "store.restore";

    /// <summary>Interactions that were kept as long as their type is were deleted.</summary>
    public const string RetentionApply = "retention.apply";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        ModelActivate, TrainingStart, TrainingCancel, SchedulePut, ScheduleDelete, UserErase, UserMerge, UserExport,
        RecommendationsExport, AudienceExport, RejectedRowsExport, ScenarioPut, ScenarioDelete, BlockedPut,
        InteractionTypePut, InteractionTypeDelete, ImportStart, ImportCancel, KeyChange, ShopGenerate, RerankPublish,
        SegmentsApply, FeaturesApply, CopiesChange, StoreBackup, StoreRestore, UserConsents,
        RetentionApply,
    ];
}
