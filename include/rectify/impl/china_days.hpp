// impl/china_days.hpp: China's official days off and make-up working days, 2004 to 2026.
//
// Made by src/calendar/china_days.py from the npm package chinese-days 1.5.7 (8 May 2026,
// https://github.com/vsme/chinese-days, MIT, © 2024 Yawei sun), which has them from the yearly
// notices of the State Council's General Office; and 2005-12-31 (worked) from 国办发明电〔2005〕35号,
// which the package lacks. 619 days off, 151 worked. Don't edit: run the script.
// SPDX-License-Identifier: BSL-1.0
#pragma once

#include <string_view>

namespace rectify::detail::china_table {

struct Name {
  std::string_view zh, en;
};
struct Run {
  int first, count;  // 20240210: from 2024-02-10 on, so many days
  bool worked;       // a make-up day; else off
  Name name;
};

inline constexpr int first_year = 2004, last_year = 2026;

// clang-format off
inline constexpr Name new_year{"元旦", "New Year's Day"};
inline constexpr Name spring_festival{"春节", "Spring Festival"};
inline constexpr Name tomb_sweeping{"清明", "Tomb-sweeping Day"};
inline constexpr Name labour_day{"劳动节", "Labour Day"};
inline constexpr Name dragon_boat{"端午", "Dragon Boat Festival"};
inline constexpr Name mid_autumn{"中秋", "Mid-autumn Festival"};
inline constexpr Name national_day{"国庆节", "National Day"};
inline constexpr Name victory_day{"中国人民抗日战争暨世界反法西斯战争胜利70周年纪念日", "Anti-Fascist 70th Day"};
inline constexpr bool off = false, work = true;

inline constexpr Run runs[] = {
    {20040101, 1, off, new_year}, {20040117, 2, work, spring_festival}, {20040122, 7, off, spring_festival},
    {20040501, 7, off, labour_day}, {20040508, 2, work, labour_day}, {20041001, 7, off, national_day},
    {20041009, 2, work, national_day},

    {20050101, 3, off, new_year}, {20050205, 2, work, spring_festival}, {20050209, 7, off, spring_festival},
    {20050430, 1, work, labour_day}, {20050501, 7, off, labour_day}, {20050508, 1, work, labour_day},
    {20051001, 7, off, national_day}, {20051008, 2, work, national_day}, {20051231, 1, work, new_year},

    {20060101, 3, off, new_year}, {20060128, 1, work, spring_festival}, {20060129, 7, off, spring_festival},
    {20060205, 1, work, spring_festival}, {20060429, 2, work, labour_day}, {20060501, 7, off, labour_day},
    {20060930, 1, work, national_day}, {20061001, 7, off, national_day}, {20061008, 1, work, national_day},
    {20061230, 2, work, new_year},

    {20070101, 3, off, new_year}, {20070217, 1, work, spring_festival}, {20070218, 7, off, spring_festival},
    {20070225, 1, work, spring_festival}, {20070428, 2, work, labour_day}, {20070501, 7, off, labour_day},
    {20070929, 2, work, national_day}, {20071001, 7, off, national_day}, {20071229, 1, work, new_year},
    {20071230, 2, off, new_year},

    {20080101, 1, off, new_year}, {20080202, 2, work, spring_festival}, {20080206, 7, off, spring_festival},
    {20080404, 3, off, tomb_sweeping}, {20080501, 3, off, labour_day}, {20080504, 1, work, labour_day},
    {20080607, 3, off, dragon_boat}, {20080913, 3, off, mid_autumn}, {20080927, 2, work, national_day},
    {20080929, 7, off, national_day},

    {20090101, 3, off, new_year}, {20090104, 1, work, new_year}, {20090124, 1, work, spring_festival},
    {20090125, 7, off, spring_festival}, {20090201, 1, work, spring_festival}, {20090404, 3, off, tomb_sweeping},
    {20090501, 3, off, labour_day}, {20090528, 3, off, dragon_boat}, {20090531, 1, work, dragon_boat},
    {20090927, 1, work, national_day}, {20091001, 2, off, national_day}, {20091003, 1, off, mid_autumn},
    {20091004, 5, off, national_day}, {20091010, 1, work, national_day},

    {20100101, 3, off, new_year}, {20100213, 7, off, spring_festival}, {20100220, 2, work, spring_festival},
    {20100403, 3, off, tomb_sweeping}, {20100501, 3, off, labour_day}, {20100612, 2, work, dragon_boat},
    {20100614, 3, off, dragon_boat}, {20100919, 1, work, mid_autumn}, {20100922, 3, off, mid_autumn},
    {20100925, 1, work, mid_autumn}, {20100926, 1, work, national_day}, {20101001, 7, off, national_day},
    {20101009, 1, work, national_day},

    {20110101, 3, off, new_year}, {20110130, 1, work, spring_festival}, {20110202, 7, off, spring_festival},
    {20110212, 1, work, spring_festival}, {20110402, 1, work, tomb_sweeping}, {20110403, 3, off, tomb_sweeping},
    {20110430, 3, off, labour_day}, {20110604, 1, off, dragon_boat}, {20110606, 1, off, dragon_boat},
    {20110910, 3, off, mid_autumn}, {20111001, 7, off, national_day}, {20111008, 2, work, national_day},
    {20111231, 1, work, new_year},

    {20120101, 3, off, new_year}, {20120121, 1, work, spring_festival}, {20120122, 7, off, spring_festival},
    {20120129, 1, work, spring_festival}, {20120331, 2, work, tomb_sweeping}, {20120402, 3, off, tomb_sweeping},
    {20120428, 1, work, labour_day}, {20120429, 3, off, labour_day}, {20120622, 1, off, dragon_boat},
    {20120624, 1, off, dragon_boat}, {20120929, 1, work, national_day}, {20120930, 1, off, mid_autumn},
    {20121001, 7, off, national_day},

    {20130101, 3, off, new_year}, {20130105, 2, work, new_year}, {20130209, 7, off, spring_festival},
    {20130216, 2, work, spring_festival}, {20130404, 3, off, tomb_sweeping}, {20130407, 1, work, tomb_sweeping},
    {20130427, 2, work, labour_day}, {20130429, 3, off, labour_day}, {20130608, 2, work, dragon_boat},
    {20130610, 3, off, dragon_boat}, {20130919, 3, off, mid_autumn}, {20130922, 1, work, mid_autumn},
    {20130929, 1, work, national_day}, {20131001, 7, off, national_day}, {20131012, 1, work, national_day},

    {20140101, 1, off, new_year}, {20140126, 1, work, spring_festival}, {20140131, 7, off, spring_festival},
    {20140208, 1, work, spring_festival}, {20140405, 3, off, tomb_sweeping}, {20140501, 3, off, labour_day},
    {20140504, 1, work, labour_day}, {20140602, 1, off, dragon_boat}, {20140908, 1, off, mid_autumn},
    {20140928, 1, work, national_day}, {20141001, 7, off, national_day}, {20141011, 1, work, national_day},

    {20150101, 3, off, new_year}, {20150104, 1, work, new_year}, {20150215, 1, work, spring_festival},
    {20150218, 7, off, spring_festival}, {20150228, 1, work, spring_festival}, {20150405, 2, off, tomb_sweeping},
    {20150501, 1, off, labour_day}, {20150620, 1, off, dragon_boat}, {20150622, 1, off, dragon_boat},
    {20150903, 2, off, victory_day}, {20150906, 1, work, victory_day}, {20150927, 1, off, mid_autumn},
    {20151001, 7, off, national_day}, {20151010, 1, work, national_day},

    {20160101, 1, off, new_year}, {20160206, 1, work, spring_festival}, {20160207, 7, off, spring_festival},
    {20160214, 1, work, spring_festival}, {20160404, 1, off, tomb_sweeping}, {20160501, 2, off, labour_day},
    {20160609, 3, off, dragon_boat}, {20160612, 1, work, dragon_boat}, {20160915, 3, off, mid_autumn},
    {20160918, 1, work, mid_autumn}, {20161001, 7, off, national_day}, {20161008, 2, work, national_day},

    {20170101, 2, off, new_year}, {20170122, 1, work, spring_festival}, {20170127, 7, off, spring_festival},
    {20170204, 1, work, spring_festival}, {20170401, 1, work, tomb_sweeping}, {20170402, 3, off, tomb_sweeping},
    {20170501, 1, off, labour_day}, {20170527, 1, work, dragon_boat}, {20170528, 3, off, dragon_boat},
    {20170930, 1, work, national_day}, {20171001, 3, off, national_day}, {20171004, 1, off, mid_autumn},
    {20171005, 4, off, national_day},

    {20180101, 1, off, new_year}, {20180211, 1, work, spring_festival}, {20180215, 7, off, spring_festival},
    {20180224, 1, work, spring_festival}, {20180405, 3, off, tomb_sweeping}, {20180408, 1, work, tomb_sweeping},
    {20180428, 1, work, labour_day}, {20180429, 3, off, labour_day}, {20180618, 1, off, dragon_boat},
    {20180924, 1, off, mid_autumn}, {20180929, 2, work, national_day}, {20181001, 7, off, national_day},
    {20181229, 1, work, new_year}, {20181230, 2, off, new_year},

    {20190101, 1, off, new_year}, {20190202, 2, work, spring_festival}, {20190204, 7, off, spring_festival},
    {20190405, 3, off, tomb_sweeping}, {20190428, 1, work, labour_day}, {20190501, 4, off, labour_day},
    {20190505, 1, work, labour_day}, {20190607, 3, off, dragon_boat}, {20190913, 3, off, mid_autumn},
    {20190929, 1, work, national_day}, {20191001, 7, off, national_day}, {20191012, 1, work, national_day},

    {20200101, 1, off, new_year}, {20200119, 1, work, spring_festival}, {20200124, 10, off, spring_festival},
    {20200404, 3, off, tomb_sweeping}, {20200426, 1, work, labour_day}, {20200501, 5, off, labour_day},
    {20200509, 1, work, labour_day}, {20200625, 3, off, dragon_boat}, {20200628, 1, work, dragon_boat},
    {20200927, 1, work, national_day}, {20201001, 8, off, national_day}, {20201010, 1, work, national_day},

    {20210101, 3, off, new_year}, {20210207, 1, work, spring_festival}, {20210211, 7, off, spring_festival},
    {20210220, 1, work, spring_festival}, {20210403, 3, off, tomb_sweeping}, {20210425, 1, work, labour_day},
    {20210501, 5, off, labour_day}, {20210508, 1, work, labour_day}, {20210612, 3, off, dragon_boat},
    {20210918, 1, work, mid_autumn}, {20210919, 3, off, mid_autumn}, {20210926, 1, work, national_day},
    {20211001, 7, off, national_day}, {20211009, 1, work, national_day},

    {20220101, 3, off, new_year}, {20220129, 2, work, spring_festival}, {20220131, 7, off, spring_festival},
    {20220402, 1, work, tomb_sweeping}, {20220403, 3, off, tomb_sweeping}, {20220424, 1, work, labour_day},
    {20220430, 5, off, labour_day}, {20220507, 1, work, labour_day}, {20220603, 3, off, dragon_boat},
    {20220910, 3, off, mid_autumn}, {20221001, 7, off, national_day}, {20221008, 2, work, national_day},
    {20221231, 1, off, new_year},

    {20230101, 2, off, new_year}, {20230121, 7, off, spring_festival}, {20230128, 2, work, spring_festival},
    {20230405, 1, off, tomb_sweeping}, {20230423, 1, work, labour_day}, {20230429, 5, off, labour_day},
    {20230506, 1, work, labour_day}, {20230622, 3, off, dragon_boat}, {20230625, 1, work, dragon_boat},
    {20230929, 1, off, mid_autumn}, {20230930, 7, off, national_day}, {20231007, 2, work, national_day},

    {20240101, 1, off, new_year}, {20240204, 1, work, spring_festival}, {20240210, 8, off, spring_festival},
    {20240218, 1, work, spring_festival}, {20240404, 3, off, tomb_sweeping}, {20240407, 1, work, tomb_sweeping},
    {20240428, 1, work, labour_day}, {20240501, 5, off, labour_day}, {20240511, 1, work, labour_day},
    {20240610, 1, off, dragon_boat}, {20240914, 1, work, mid_autumn}, {20240915, 3, off, mid_autumn},
    {20240929, 1, work, national_day}, {20241001, 7, off, national_day}, {20241012, 1, work, national_day},

    {20250101, 1, off, new_year}, {20250126, 1, work, spring_festival}, {20250128, 8, off, spring_festival},
    {20250208, 1, work, spring_festival}, {20250404, 3, off, tomb_sweeping}, {20250427, 1, work, labour_day},
    {20250501, 5, off, labour_day}, {20250531, 3, off, dragon_boat}, {20250928, 1, work, national_day},
    {20251001, 5, off, national_day}, {20251006, 1, off, mid_autumn}, {20251007, 2, off, national_day},
    {20251011, 1, work, national_day},

    {20260101, 3, off, new_year}, {20260104, 1, work, new_year}, {20260214, 1, work, spring_festival},
    {20260215, 9, off, spring_festival}, {20260228, 1, work, spring_festival}, {20260404, 3, off, tomb_sweeping},
    {20260501, 5, off, labour_day}, {20260509, 1, work, labour_day}, {20260619, 3, off, dragon_boat},
    {20260920, 1, work, national_day}, {20260925, 3, off, mid_autumn}, {20261001, 7, off, national_day},
    {20261010, 1, work, national_day},
};
// clang-format on

}  // namespace rectify::detail::china_table
