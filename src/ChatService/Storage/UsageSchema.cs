namespace GroupChat.Chat.Storage;

/// <summary>What was added so that everything that models are asked for is counted, each for itself, for both databases.</summary>
internal static class UsageSchema
{
    public const string Tables = """
        CREATE TABLE usage_sums(
            day INTEGER NOT NULL, -- counted from 1 January of the year 1
            user_id TEXT NOT NULL, -- empty: nobody's
            room_key INTEGER NOT NULL, -- 0: of no room
            agent_id TEXT NOT NULL, -- empty: of no agent
            model_id TEXT NOT NULL,
            kind INTEGER NOT NULL,
            runs INTEGER NOT NULL,
            computed INTEGER NOT NULL,
            cached INTEGER NOT NULL,
            generated INTEGER NOT NULL,
            estimated INTEGER NOT NULL, -- runs
            PRIMARY KEY(day, user_id, room_key, agent_id, model_id, kind)
        ) STRICT, WITHOUT ROWID;
        INSERT INTO usage_sums(day, user_id, room_key, agent_id, model_id, kind, runs, computed, cached, generated, estimated)
            SELECT day, user_id, room_key, agent_id, model_id, 1, runs, computed, cached, generated, estimated FROM usage_days;
        DROP TABLE usage_days;
        CREATE INDEX usage_sums_by_room ON usage_sums(room_key, day);
        CREATE INDEX usage_sums_by_user ON usage_sums(user_id, day);

        -- Charges of the last days that were counted.
        CREATE TABLE usage_charges(
            charge_id TEXT NOT NULL PRIMARY KEY,
            day INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX usage_charges_by_day ON usage_charges(day);

        -- Where something else counts than the settings.
        CREATE TABLE quotas(
            subject_kind INTEGER NOT NULL,
            subject_id TEXT NOT NULL,
            tokens_per_day INTEGER,
            answers_at_a_time INTEGER,
            PRIMARY KEY(subject_kind, subject_id)
        ) STRICT, WITHOUT ROWID;
        """;
}
